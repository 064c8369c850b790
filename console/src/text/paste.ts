const keep = new Set(['p', 'br', 'table', 'thead', 'tbody', 'tr', 'td', 'th', 'strong', 'em', 'u', 'h1', 'h2', 'h3', 'h4']);
const rename: Record<string, string> = { b: 'strong', i: 'em', div: 'p', li: 'p', h5: 'p', h6: 'p', blockquote: 'p', dd: 'p', dt: 'p', pre: 'p' };
/** Elements that go with everything in them. */
const dropWhole = ['head', 'style', 'script', 'xml', 'object', 'svg', 'math', 'noscript', 'template', 'title', 'iframe'];
/** Word writes a heading's level into the paragraph, not into the element. */
const outline = /mso-outline-level:\s*([1-4])/i;

/**
 * What Word, WPS and web pages put on the clipboard, cut down to what an official document holds: paragraphs, levels,
 * tables with their spans, bold, italic, underline. Everything else (fonts, colours, styles, comments, pictures that
 * lie on the author's disk, scripts) is left out; the layout comes from the platform.
 */
export function cleanHtml(html: string): string {
  let text = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<!\[(?:if|endif)[^>]*>/gi, '').replace(/<\?[\s\S]*?>/g, '');
  for (const name of dropWhole) text = text.replace(new RegExp(`<${name}\\b[\\s\\S]*?</${name}\\s*>`, 'gi'), '');
  const fragment = /<body\b[^>]*>([\s\S]*?)<\/body\s*>/i.exec(text)?.[1] ?? text;
  return fragment.replace(/<(\/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g, (_all, slash: string, name: string, attributes: string) =>
    tag(slash === '/', name.toLowerCase(), attributes)).replace(/[ \t\r\n]*\n[ \t\r\n]*/g, ' ').trim();
}

function tag(closing: boolean, original: string, attributes: string): string {
  const level = original === 'p' && !closing ? outline.exec(attributes)?.[1] : undefined;
  const name = rename[original] ?? original;
  if (!keep.has(name)) return '';
  if (closing) return name === 'br' ? '' : `</${name}>`;
  return `<${name}${level === undefined ? '' : ` data-level="${level}"`}${spans(name, attributes)}>`;
}

function spans(name: string, attributes: string): string {
  if (name !== 'td' && name !== 'th') return '';
  return ['colspan', 'rowspan'].map((key) => {
    const value = Number(new RegExp(`\\b${key}\\s*=\\s*["']?(\\d{1,3})`, 'i').exec(attributes)?.[1] ?? 1);
    return value > 1 ? ` ${key}="${value}"` : '';
  }).join('');
}
