// Interface words in traditional Mongolian, by their place in zh.ts. A word stands here only with a source that names its sense;
// all others show the Chinese word, upright, and are on the list for a native reader (words.ts). Nothing is translated by machine.
import { wording } from '@tongming/mongolian';

/** `wiktionary`: as listed there with this sense. `package`: a word of @tongming/mongolian, with the source it names there. */
export type MongolianWord = { text: string; source: 'wiktionary' | 'package'; sense: string };

const packaged = (chinese: string): MongolianWord => ({ text: wording.find((word) => word.chinese === chinese)?.text ?? chinese, source: 'package', sense: chinese });

export const mn: Readonly<Record<string, MongolianWord>> = {
  'site.sizes.s': { text: 'ᠵᠢᠵᠢᠭ', source: 'wiktionary', sense: 'small' },
  'site.sizes.l': { text: 'ᠲᠣᠮᠤ', source: 'wiktionary', sense: 'big' },
  'site.languages.mn-Mong-CN': { text: 'ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ', source: 'wiktionary', sense: 'Mongolian language' },
  'footer.contact': { text: 'ᠤᠲᠠᠰᠤ', source: 'wiktionary', sense: 'phone' },
  'record.image': { text: 'ᠵᠢᠷᠤᠭ', source: 'wiktionary', sense: 'picture' },
  'kinds.order': { text: 'ᠵᠠᠷᠯᠢᠭ', source: 'wiktionary', sense: 'order' },
  'kinds.report': { text: 'ᠢᠯᠡᠳᠬᠡᠯ', source: 'wiktionary', sense: 'report' },
  'date.year': packaged('年'),
  'date.month': packaged('月'),
  'date.day': packaged('日'),
};
