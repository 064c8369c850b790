/** What may mark a passage. `redact` names the ground of 条例 arts 14–16 for which it is withheld. */
export type Mark =
  | { type: 'bold' }
  | { type: 'italic' }
  | { type: 'underline' }
  | { type: 'redact'; attrs: { ground: string; note?: string } };

export type Inline = { type: 'text'; text: string; marks?: Mark[] } | { type: 'hardBreak' };

export type Paragraph = {
  type: 'paragraph';
  attrs?: { textAlign?: 'left' | 'center' | 'right' | null };
  content?: Inline[];
};

/** Levels 一、 （一） 1. （1）: the number itself is typed in the text. */
export type Heading = { type: 'heading'; attrs: { level: 1 | 2 | 3 | 4 }; content?: Inline[] };

export type TableCell = {
  type: 'tableCell' | 'tableHeader';
  attrs?: { colspan?: number; rowspan?: number };
  content: Block[];
};
export type TableRow = { type: 'tableRow'; content: TableCell[] };
export type Table = { type: 'table'; content: TableRow[] };

/** `file` is the content hash of the picture; `width` is in CSS pixels (96 to the inch). */
export type Image = {
  type: 'image';
  attrs: { file: string; alt?: string; width?: number; redact?: { ground: string; note?: string } };
};

export type Block = Paragraph | Heading | Table | Image;

/** ProseMirror (Tiptap) JSON restricted to what an official document needs. */
export type Body = { type: 'doc'; content: Block[] };

/** Input that cannot be typeset. `path` says where, as in `content[2].marks[0]`; empty for a whole file. */
export class TypesetInputError extends Error {
  readonly code: string;
  readonly path: string;
  constructor(code: string, message: string, path = '') {
    super(path === '' ? message : `${message}（${path}）`);
    this.name = 'TypesetInputError';
    this.code = code;
    this.path = path;
  }
}

/** Guards against hostile input; far above any real document. */
export const bodyLimits = { depth: 32, nodes: 200_000, characters: 5_000_000 } as const;

export function emptyBody(): Body {
  return { type: 'doc', content: [] };
}
