// Ways of writing that do not matter: traditional characters, width, case, marks in titles.
import { Converter } from 'opencc-js/t2cn';
import { searchMessages } from './search-messages.ts';

const convert = Converter({ from: 't', to: 'cn' });

/** Traditional characters → simplified ones; a text without any comes back as it is. */
export function simplified(text: string): string {
  return convert(text);
}

/** A title or a question without marks, spaces, width and case. */
export function bare(text: string): string {
  return [...simplified(text.normalize('NFKC').toLowerCase())].filter((c) => /[\p{L}\p{N}]/u.test(c)).join('');
}

const note = /[（(〔[][^（(〔[）)〕\]]{1,20}[）)〕\]]\s*$/u;

/** What a title is called in daily use: without the name of the state in front and a note in brackets behind. */
export function shortTitle(title: string): string {
  const short = bare(title.replace(note, '')).replace(new RegExp(`^${searchMessages.stateName}`), '');
  return short === '' ? bare(title) : short;
}
