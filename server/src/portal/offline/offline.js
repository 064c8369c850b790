// Search of the offline package. Plain scripts only: a page opened from a file system may load nothing else.
(function () {
  'use strict';
  var parts = [], docs = [], byId = {}, seq = 0, tried = {}, gone = {}, words = {}, shards = {}, pending = {}, shown = 20, found = [], broken = false, started = false;
  var FACETS = ['category', 'status', 'agency', 'theme', 'kind', 'year', 'region'];
  var $ = function (id) { return document.getElementById(id); };
  function fill(text, values) { return text.replace(/\{(\w)\}/g, function (_, k) { return values[k]; }); }
  function load(src, charset, done) {
    var s = document.createElement('script');
    if (charset) s.charset = charset;
    s.onload = function () { s.remove(); done(true); };
    s.onerror = function () { s.remove(); done(false); };
    s.src = src;
    document.head.appendChild(s);
  }
  function each(list, work, done) {
    var left = list.length;
    if (left === 0) return done();
    list.forEach(function (item) { work(item, function () { left -= 1; if (left === 0) done(); }); });
  }

  // What the data files call.
  var tm = window.tm = {
    words: function (w) { words = w; },
    base: function (b) { seq = b.seq; tm.waiting = b.parts; },
    update: function (u) { u.gone.forEach(function (id) { gone[id] = true; }); seq = u.to; tm.waiting = u.parts; FACETS.forEach(function (f) { Object.assign(words.values[f], u.values[f]); }); },
    latest: function (from) { tm.newest = from; },
    docs: function (part, rows, present) {
      var index = parts.length;
      parts.push({ name: part, docs: [], present: present });
      rows.forEach(function (r) {
        var doc = { id: r[0], title: r[1], number: r[2], issuer: r[3], date: r[4], status: r[5], theme: r[6], category: r[7], kind: r[8], year: r[9], region: r[10], agency: r[11], published: r[12], begin: r[13], head: r[14], part: index, live: true };
        if (byId[doc.id]) byId[doc.id].live = false;
        delete gone[doc.id];
        byId[doc.id] = doc;
        parts[index].docs.push(doc);
      });
    },
    shard: function (part, n, text) { shards[part + '/' + n] = text; },
  };

  function loadParts(done) {
    var list = tm.waiting || [];
    tm.waiting = [];
    (function next() {
      if (list.length === 0) return done();
      load('data/' + list.shift() + '/docs.js', '', function (ok) { if (!ok) broken = true; next(); });
    })();
  }
  // Update packages say from which number they go on; each is looked for behind the one before.
  function follow(from, done) {
    if (tried[from]) return done();
    tried[from] = true;
    load('data/after-' + from + '.js', '', function (ok) {
      if (!ok) return done();
      loadParts(function () {
        Object.keys(gone).forEach(function (id) { if (byId[id]) byId[id].live = false; });
        follow(seq, done);
      });
    });
  }
  function start() {
    load('data/base.js', '', function (ok) {
      if (!ok) return say('broken');
      var base = seq;
      loadParts(function () {
        follow(seq, function () {
          load('data/update.js', '', function () {
            var newest = tm.newest;
            if (newest === null || newest === undefined || tried[newest]) return ready(base);
            if (newest > seq) { notice(fill(words.script.missing, { a: seq, b: newest })); return ready(base); }
            follow(newest, function () { ready(base); });
          });
        });
      });
    });
  }
  function notice(text) {
    var p = document.createElement('p');
    p.className = 'note note-amended';
    p.textContent = text;
    $('notices').appendChild(p);
  }
  function ready(base) {
    docs = Object.keys(byId).map(function (id) { return byId[id]; }).filter(function (d) { return d.live; });
    if (broken) notice(words.script.broken);
    var lost = Object.keys(gone).length;
    if (seq !== base) notice(fill(words.script.updated, { n: seq }) + (lost > 0 ? '；' + fill(words.script.gone, { n: lost }) : ''));
    started = true;
    window.addEventListener('hashchange', run);
    $('more').addEventListener('click', function () { shown += 20; show(shown - 20); });
    run();
  }

  function state() {
    var s = { q: '' };
    location.hash.slice(1).split('&').forEach(function (pair) {
      var i = pair.indexOf('=');
      if (i > 0) try { s[pair.slice(0, i)] = decodeURIComponent(pair.slice(i + 1)); } catch { /* a broken address says nothing */ }
    });
    return s;
  }
  function hashOf(s) {
    return '#' + Object.keys(s).filter(function (k) { return s[k]; }).map(function (k) { return k + '=' + encodeURIComponent(s[k]); }).join('&');
  }
  // What is asked before the data are there is answered when they are: the address keeps it.
  function go(s) { if (started && hashOf(s) === (location.hash || '#')) run(); else location.hash = hashOf(s); }

  // A shard is a run of lists: a pair as difference to the one before, places as differences, an end sign.
  function shardOf(unit) { return Math.imul(unit, 0x9e3779b1) >>> 23; }
  function listsOf(part, unit, second) {
    var text = shards[part + '/' + shardOf(unit)], lists = [], at = 0, key = 0;
    if (!text) return lists;
    while (at < text.length) {
      var n = 0, c;
      while ((c = text.charCodeAt(at++)) >= 160) n = n * 96 + c - 160;
      key += n * 90 + (c < 92 ? c - 35 : c - 36);
      var end = text.indexOf('!', at);
      if (Math.floor(key / 65536) === unit && (second === -1 || key % 65536 === second)) {
        lists.push(places(text, at, end));
        if (second !== -1) return lists;
      }
      at = end + 1;
    }
    return lists;
  }
  function places(text, at, end) {
    var out = [], place = 0;
    while (at < end) {
      var n = 0, c;
      while ((c = text.charCodeAt(at++)) >= 160) n = n * 96 + c - 160;
      place += n * 90 + (c < 92 ? c - 35 : c - 36);
      out.push(place);
    }
    return out;
  }
  function both(a, b, shift) {
    var out = [], j = 0;
    for (var i = 0; i < a.length; i++) {
      while (j < b.length && b[j] - shift < a[i]) j++;
      if (j === b.length) break;
      if (b[j] - shift === a[i]) out.push(a[i]);
    }
    return out;
  }
  function occurrences(part, word) {
    if (word.length === 1) return [].concat.apply([], listsOf(part, word.charCodeAt(0), -1)).sort(function (a, b) { return a - b; });
    var lists = [];
    for (var i = 0; i < word.length; i += 2) {
      var at = Math.min(i, word.length - 2);
      lists.push({ at: at, list: listsOf(part, word.charCodeAt(at), word.charCodeAt(at + 1))[0] || [] });
    }
    lists.sort(function (a, b) { return a.list.length - b.list.length; });
    var first = lists.shift(), hits = first.list;
    lists.forEach(function (l) { hits = both(hits, l.list, l.at - first.at); });
    return hits.map(function (p) { return p - first.at; });
  }
  function wordsOf(q) {
    return (q.match(/"[^"]+"|“[^”]+”|\S+/g) || []).map(function (w) { return tongmingFold(w).replace(/\n/g, ''); }).filter(function (w) { return w !== ''; });
  }
  function needed(list) {
    var units = {};
    list.forEach(function (w) {
      for (var i = 0; i < w.length; i += 2) units[shardOf(w.charCodeAt(Math.min(i, Math.max(0, w.length - 2))))] = true;
    });
    var names = [];
    parts.forEach(function (p) { p.present.forEach(function (n) { if (units[n] && !((p.name + '/' + n) in shards)) names.push(p.name + '/' + n); }); });
    return names;
  }
  function search(list, done) {
    each(needed(list), function (name, next) {
      if (pending[name]) return pending[name].push(next);
      pending[name] = [next];
      load('data/' + name + '.js', 'iso-8859-1', function (ok) {
        if (!ok) { shards[name] = ''; notice(words.script.broken); }
        var waiting = pending[name];
        delete pending[name];
        waiting.forEach(function (w) { w(); });
      });
    }, function () {
      var hits = [];
      parts.forEach(function (part) {
        var score = null;
        list.forEach(function (word) {
          var next = {}, d = 0;
          occurrences(part.name, word).forEach(function (p) {
            while (d + 1 < part.docs.length && part.docs[d + 1].begin <= p) d++;
            var title = p - part.docs[d].begin < part.docs[d].head;
            if (score === null || d in score) next[d] = Math.max(next[d] || 0, (score === null ? 1 : score[d]) + (title ? 1 : 0));
          });
          score = next;
        });
        Object.keys(score || {}).forEach(function (d) { var doc = part.docs[d]; if (doc.live) hits.push({ doc: doc, title: score[d] > list.length ? 1 : 0 }); });
      });
      hits.sort(function (a, b) { return b.title - a.title || order(a.doc, b.doc); });
      done(hits.map(function (h) { return h.doc; }));
    });
  }
  function order(a, b) { return a.date < b.date ? 1 : a.date > b.date ? -1 : a.id < b.id ? -1 : 1; }

  var turn = 0;
  function run() {
    var s = state(), mine = ++turn, list = wordsOf(s.q), began = performance.now();
    $('q').value = s.q;
    say('loading');
    function answer(all) {
      if (mine !== turn) return;
      found = all.filter(function (d) { return fits(d, s, ''); });
      facets(all, s);
      shown = 20;
      $('results').textContent = '';
      show(0);
      $('count').textContent = found.length === 0 ? words.script.none : fill(list.length > 0 ? words.script.count : words.script.all, { n: found.length });
      document.documentElement.setAttribute('data-milliseconds', String(performance.now() - began));
    }
    if (s.q !== '' && list.length === 0) return say('short');
    if (list.length === 0) answer(docs.slice().sort(order)); else search(list, answer);
  }
  function say(key) { $('count').textContent = words.script[key]; }
  function fits(doc, s, without) {
    return FACETS.every(function (f) { return f === without || !s[f] || doc[f] === s[f]; });
  }
  function label(facet, value) { return (words.values[facet] || {})[value] || value; }

  function show(from) {
    var ul = $('results'), s = state(), first = wordsOf(s.q)[0];
    found.slice(from, shown).forEach(function (d, i) {
      var li = document.createElement('li');
      li.className = 'row';
      var a = document.createElement('a');
      a.className = 'row-title';
      a.href = 'd/' + d.id.slice(0, 2) + '/' + d.id + '.html' + (first ? '#:~:text=' + encodeURIComponent(s.q.split(/\s+/)[0].replace(/["“”]/g, '')).replace(/-/g, '%2D') : '');
      a.textContent = d.title;
      li.appendChild(a);
      var badge = document.createElement('span');
      badge.className = 'badge badge-' + d.status;
      badge.textContent = label('status', d.status);
      li.appendChild(document.createTextNode(' '));
      li.appendChild(badge);
      var facts = document.createElement('p');
      facts.className = 'row-facts';
      [d.number, d.issuer, d.date].forEach(function (text) { if (text) { var span = document.createElement('span'); span.textContent = text; facts.appendChild(span); } });
      li.appendChild(facts);
      ul.appendChild(li);
      if (from > 0 && i === 0) a.focus();
    });
    $('more').hidden = shown >= found.length;
  }
  function facets(all, s) {
    var box = $('facets');
    box.textContent = '';
    FACETS.forEach(function (f) {
      var counts = {};
      all.forEach(function (d) { if (d[f] && fits(d, s, f)) counts[d[f]] = (counts[d[f]] || 0) + 1; });
      var values = Object.keys(counts).sort(function (a, b) { return f === 'year' ? b - a : counts[b] - counts[a] || (a < b ? -1 : 1); });
      if (values.length === 0) return;
      var section = document.createElement('section'), h = document.createElement('h2'), ul = document.createElement('ul');
      section.className = 'facet';
      h.id = 'facet-' + f;
      section.setAttribute('aria-labelledby', h.id);
      h.textContent = words.facet[f];
      values.forEach(function (v) {
        var li = document.createElement('li'), a = document.createElement('a'), name = document.createElement('span'), n = document.createElement('span'), next = {};
        Object.keys(s).forEach(function (k) { next[k] = s[k]; });
        if (s[f] === v) { delete next[f]; a.setAttribute('aria-current', 'true'); } else next[f] = v;
        a.href = hashOf(next);
        name.textContent = label(f, v);
        n.className = 'n';
        n.textContent = counts[v];
        a.appendChild(name);
        a.appendChild(document.createTextNode(' '));
        a.appendChild(n);
        li.appendChild(a);
        ul.appendChild(li);
      });
      section.appendChild(h);
      section.appendChild(ul);
      box.appendChild(section);
    });
    $('clear').hidden = !FACETS.some(function (f) { return s[f]; });
    $('clear').href = hashOf({ q: s.q });
  }

  $('search').addEventListener('submit', function (e) { e.preventDefault(); var s = state(); s.q = $('q').value.trim(); go(s); });
  $('search').hidden = false;
  $('facet-box').hidden = false;
  load('data/words.js', '', function () { start(); });
})();
