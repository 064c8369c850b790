export { readNumeral, writeNumeral } from './numerals.ts';
export { anchorOf, citationOf, placeName, placeOfAnchor, type Place } from './place.ts';
export { parseStructure, type ContentsEntry, type Role, type Structure, type Unit } from './structure.ts';
export { issuedTitle, namesDocument, titleKey } from './title.ts';
export { findReferences, type ArticleReference, type TitleReference } from './find.ts';
export { diff, diffParagraphs, diffWords, words, type Piece, type Row } from './diff.ts';
