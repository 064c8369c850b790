/** A document for the typst child: the template, its data (plain JSON values) and the pictures it names. */
export type TypstJob = {
  template: 'official' | 'sheet' | 'report' | 'vertical';
  data: Record<string, unknown>;
  files: { path: string; bytes: Uint8Array }[];
  /** Folder with licensed official fonts. */
  fontFolder: string | null;
  /** Lines a page to try, first choice first; one that keeps text and signature on one page is taken. */
  lines: number[];
};

export type PdfStandard = 'a-2a' | 'a-2b' | '1.7';

export type TypstResult = { bytes: Uint8Array; pages: number; substitutedFonts: string[]; standard: PdfStandard };
