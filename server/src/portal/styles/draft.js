// Keeps a draft of a form in this browser when asked to, never by itself, and never what proves identity.
const form = document.querySelector('form[data-draft]');
const box = form?.querySelector('.draft');
const store = (work, place = 'localStorage') => {
  try {
    return work(window[place]);
  } catch {
    return undefined;
  }
};
if (box) {
  const key = form.dataset.draft;
  const said = box.querySelector('.draft-said');
  const fields = [...form.elements].filter((e) => e.name && e.type !== 'hidden' && e.type !== 'submit' && !('draftOff' in e.dataset));
  const read = (place) => store((s) => JSON.parse(s.getItem(key)), place);
  const typed = () => fields.filter((e) => e.type !== 'radio' || e.checked).map((e) => [e.name, e.value]);
  const fill = (values) => {
    for (const e of fields) {
      if (!values.has(e.name)) continue;
      if (e.type === 'radio') e.checked = e.value === values.get(e.name);
      else e.value = values.get(e.name);
    }
  };
  const say = (words, time = '') => { said.textContent = words.replace('{time}', time); };
  const show = () => {
    for (const button of box.querySelectorAll('[data-draft-do="restore"], [data-draft-do="forget"]')) button.hidden = !read();
  };
  const acts = {
    save() {
      const time = new Intl.DateTimeFormat('zh-CN', { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format();
      const kept = store((s) => { s.setItem(key, JSON.stringify({ time, values: typed() })); return true; });
      say(kept ? box.dataset.saved : box.dataset.failed, time);
    },
    restore() {
      fill(new Map(read()?.values));
      say(box.dataset.restored);
    },
    forget() {
      store((s) => s.removeItem(key));
      say(box.dataset.forgotten);
    },
  };
  box.addEventListener('click', (event) => {
    acts[event.target.closest('[data-draft-do]')?.dataset.draftDo]?.();
    show();
  });
  // Changing how pages are shown loads the page anew: what was typed waits beside it, in this tab only.
  document.querySelector('.display')?.addEventListener('submit', () => store((s) => s.setItem(key, JSON.stringify(typed())), 'sessionStorage'));
  const waiting = read('sessionStorage');
  if (waiting) {
    fill(new Map(waiting));
    store((s) => s.removeItem(key), 'sessionStorage');
  }
  const found = read();
  if (found) say(box.dataset.found, found.time);
  show();
}
const sent = document.querySelector('[data-draft-sent]');
if (sent) store((s) => s.removeItem(sent.dataset.draftSent));
