import { Parser } from 'htmlparser2';

const blocks = new Set(['p', 'div', 'br', 'tr', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'section', 'article', 'blockquote']);
const unseen = new Set(['script', 'style', 'head', 'noscript', 'template']);

/** The words a reader of the page sees, one block a line. Never run, never shown: text only. */
export function htmlText(html: string): string {
  const lines: string[] = [];
  let line = '';
  let hidden = 0;
  const end = (): void => {
    const text = line.replace(/[ \t\u00a0]+/g, ' ').trim();
    if (text !== '') lines.push(text);
    line = '';
  };
  const parser = new Parser({
    onopentag: (name) => {
      if (unseen.has(name)) hidden += 1;
      if (blocks.has(name)) end();
    },
    onclosetag: (name) => {
      if (unseen.has(name)) hidden -= 1;
      if (blocks.has(name)) end();
    },
    ontext: (text) => {
      if (hidden === 0) line += text.replace(/[\r\n]+/g, ' ');
    },
  });
  parser.write(html);
  parser.end();
  end();
  return lines.join('\n');
}
