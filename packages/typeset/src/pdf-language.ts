/** What typst writes for the language of a document in Mongolian: it knows of no script in a language's name. */
const written = '/Lang (mn-CN)';

/**
 * Says the language of a document in full in its catalogue, since `mn` alone is Cyrillic. The catalogue is the last object of the file, so
 * that only the place of the table of objects moves; where it is not, the file stays as it is.
 */
export function inLanguage(bytes: Uint8Array, language: string): Uint8Array {
  const file = Buffer.from(bytes).toString('latin1');
  const catalogue = file.lastIndexOf('/Type /Catalog');
  const at = file.indexOf(written, catalogue);
  const table = /\nstartxref\n(\d+)\n%%EOF\s*$/.exec(file);
  const place = Number(table?.[1]);
  if (catalogue < 0 || at < 0 || table === null || at > place || / obj\b/.test(file.slice(at, place))) return bytes;
  const said = `/Lang (${language})`;
  const moved = `\nstartxref\n${place + said.length - written.length}\n%%EOF`;
  return new Uint8Array(Buffer.from(`${file.slice(0, at)}${said}${file.slice(at + written.length, table.index)}${moved}`, 'latin1'));
}
