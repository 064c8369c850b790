// Records in traditional Mongolian as DOCX: one vertical section, lines from left to right, which Word fills and breaks itself.
import { AlignmentType, Document, Footer, HeadingLevel, LineRuleType, Packer, PageNumber, PageOrientation, PageTextDirectionType, Paragraph, TextRun, UnderlineType } from 'docx';
import { faces, imageParagraph, loadPictures, twips } from './docx-body.ts';
import { settled } from './docx.ts';
import { cleanText } from './parse.ts';
import { imageFilesOf } from './text.ts';
import { layoutVertical, type Piece, type VerticalBlock, type VerticalDocument } from './vertical.ts';

type Words = Extract<VerticalBlock, { segments: unknown }>;
type Style = {
  size: number; line: number; align: (typeof AlignmentType)[keyof typeof AlignmentType]; before?: number; after?: number; indent?: number; right?: number;
  heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel];
};

/** The measures of `vertical.typ`: sizes in half points, lines and spaces in twips. */
const styles: Record<Words['style'], Style> = {
  head: { size: 24, line: 480, align: AlignmentType.CENTER },
  title: { size: 44, line: 760, align: AlignmentType.CENTER, before: 120, after: 240, heading: HeadingLevel.HEADING_1 },
  text: { size: 30, line: 540, align: AlignmentType.BOTH, indent: 600 },
  plain: { size: 30, line: 540, align: AlignmentType.BOTH },
  heading: { size: 34, line: 600, align: AlignmentType.LEFT, before: 160, heading: HeadingLevel.HEADING_2 },
  centre: { size: 30, line: 540, align: AlignmentType.CENTER },
  end: { size: 30, line: 540, align: AlignmentType.RIGHT, before: 160, right: 600 },
  note: { size: 22, line: 480, align: AlignmentType.LEFT, before: 160 },
};

/** On every Windows since Vista; elsewhere the program chooses a face of the script. In all four places, as programs class the script differently. */
const mongolianFace = { ascii: 'Mongolian Baiti', hAnsi: 'Mongolian Baiti', eastAsia: 'Mongolian Baiti', cs: 'Mongolian Baiti' } as const;
/** 252 mm across the lines and 168 mm along them, at 96 pixels to the inch; pictures are not turned. */
const area = { width: 952, height: 635 };
const language = { value: 'mn-Mong-CN', eastAsia: 'zh-CN', bidirectional: 'mn-Mong-CN' } as const;

/** @throws TypesetInputError for pictures that are missing or unreadable. */
export async function renderVerticalDocx(doc: VerticalDocument): Promise<Uint8Array> {
  const pictures = await loadPictures([...new Set(imageFilesOf(doc.body))], doc.images);
  const document = new Document({
    title: cleanText(doc.title), creator: cleanText(doc.meta.author), lastModifiedBy: cleanText(doc.meta.author),
    styles: { default: { document: { run: { font: mongolianFace, size: styles.text.size, language } } } },
    sections: [{
      properties: { page: {
        // The sides change places with the orientation.
        size: { width: twips(210), height: twips(297), orientation: PageOrientation.LANDSCAPE },
        margin: { left: twips(25), right: twips(20), top: twips(20), bottom: twips(22), footer: twips(11) },
        textDirection: PageTextDirectionType.TOP_TO_BOTTOM_RIGHT_TO_LEFT,
      } },
      footers: { default: new Footer({ children: [pageNumber()] }) },
      children: layoutVertical(doc).blocks.map((block) => block.style === 'image' ? imageParagraph(block, pictures, area) : paragraphOf(block)),
    }],
  });
  return settled(await Packer.toBuffer(document), doc.meta.date, leftToRight);
}

/** The library knows vertical lines from right to left only. */
function leftToRight(xml: string): string {
  return xml.replace('<w:textDirection w:val="tbRl"/>', '<w:textDirection w:val="tbLrV"/>');
}

function pageNumber(): Paragraph {
  const run = { font: faces.song, size: 21 };
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ ...run, text: '— ' }), new TextRun({ ...run, children: [PageNumber.CURRENT] }), new TextRun({ ...run, text: ' —' })] });
}

function paragraphOf(block: Words): Paragraph {
  const style = styles[block.style];
  return new Paragraph({
    alignment: style.align, ...(style.heading === undefined ? {} : { heading: style.heading, keepNext: true }),
    indent: { firstLine: style.indent ?? 0, right: style.right ?? 0 },
    spacing: { line: style.line, lineRule: LineRuleType.EXACT, before: style.before ?? 0, after: style.after ?? 0 },
    children: runsOf(block).map(({ t, k, u }) => new TextRun({
      text: t, size: style.size, color: '000000', font: k === 'm' ? mongolianFace : faces.fang, language, ...(u ? { underline: { type: UnderlineType.SINGLE } } : {}),
    })),
  });
}

/** What was parted for filling lines is one text again. */
function runsOf({ segments }: Words): Piece[] {
  const runs: Piece[] = [];
  for (const piece of segments.flatMap(({ p, s, su }) => s ? [...p, { t: ' ', k: 'm' as const, u: su }] : p)) {
    const last = runs.at(-1);
    if (last !== undefined && last.k === piece.k && last.u === piece.u) last.t += piece.t;
    else runs.push({ ...piece });
  }
  return runs;
}
