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
  return simplified(text.normalize('NFKC').toLowerCase()).replace(/[^\p{L}\p{N}]+/gu, '');
}

const note = /[（(〔[][^（(〔[）)〕\]]{1,20}[）)〕\]]\s*$/u;

const state = new RegExp(`^${searchMessages.stateName}`);

/** What a title is called in daily use: without the name of the state in front and a note in brackets behind. `long`: all of it, bare. */
export function shortTitle(title: string, long = bare(title)): string {
  const noted = title.replace(note, '');
  const short = (noted === title ? long : bare(noted)).replace(state, '');
  return short === '' ? long : short;
}
