// What an imported paper carries around its text (发文字号, 主送机关, 成文日期, 附注) belongs into the cells of the sheet.
import { civilDate, isCivilDate, parseDocumentNumber, type CivilDate } from '@tongming/law';
import type { Block, Body } from '@tongming/typeset';

export type Lifted = { documentNumber: string | null; addressees: string[]; dateMade: CivilDate | null; note: string | null };

/** The frame stands near the head and before the annexes: farther down such lines are text. */
const HEAD = 4;
const FRAME = 40;
const ADDRESSEE = /(?:政府|办公室|办公厅|委员会|领导小组|局|委|厅|办|院|会|校|公司|单位|部门|企业)/;
const DATE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
const NOTE = /^[（(]([^（）()]{2,40})[）)]$/;
/** 附注 tells how a paper is handled; other bracketed lines are part of the text. */
const NOTE_WORDS = /公开|发至|传达|联系人|翻印|登报/;
const LONGEST_TITLE = 40;

/** Takes the frame out of a body. What is not found is null or empty; the text that remains is never changed. */
export function liftFrame(body: Body): { body: Body; fields: Lifted } {
  const fields: Lifted = { documentNumber: null, addressees: [], dateMade: null, note: null };
  const kept: Block[] = [];
  let frameEnd = -1;
  for (const [i, block] of body.content.entries()) {
    const line = lineOf(block);
    if (line !== null && i < FRAME && takeLine(line, i, fields)) {
      if (fields.dateMade !== null || fields.note !== null) frameEnd = kept.length;
    } else kept.push(block);
  }
  const content = kept.map((block, i) => (i === frameEnd && i > 0 ? annexTitle(block, kept.length - i) : block));
  return { body: { type: 'doc', content }, fields };
}

function lineOf(block: Block): string | null {
  if (block.type !== 'paragraph') return null;
  return (block.content ?? []).map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('').trim();
}

function takeLine(line: string, i: number, fields: Lifted): boolean {
  if (i < HEAD && fields.documentNumber === null && line.length <= 40 && parseDocumentNumber(line) !== null) {
    fields.documentNumber = line;
    return true;
  }
  if (i < HEAD && fields.addressees.length === 0 && /[：:]$/.test(line) && line.length <= 300 && ADDRESSEE.test(line) && !/[。；]/.test(line)) {
    fields.addressees = line.slice(0, -1).split('，').map((name) => name.trim()).filter((name) => name !== '');
    return true;
  }
  const date = DATE.exec(line);
  if (date && fields.dateMade === null) {
    const [, year = '', month = '', day = ''] = date;
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isCivilDate(iso)) fields.dateMade = civilDate(iso);
    return fields.dateMade !== null;
  }
  const note = NOTE.exec(line)?.[1];
  if (note === undefined || fields.note !== null || !NOTE_WORDS.test(note)) return false;
  fields.note = note;
  return true;
}

/** The line after the frame opens the annex: its title stands in the middle. */
function annexTitle(block: Block, following: number): Block {
  const line = lineOf(block);
  const isTitle = line !== null && following > 1 && line.length >= 4 && line.length <= LONGEST_TITLE && !/[。；：，]/.test(line);
  return isTitle && block.type === 'paragraph' ? { ...block, attrs: { ...block.attrs, textAlign: 'center' } } : block;
}
