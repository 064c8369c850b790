/** What typst writes for the language of a document in Mongolian, by its version: it knows of no script in a language's name. */
const written = /\/Lang \(mn(?:-CN)?\)/;

/**
 * Says the language of a document in full in its catalogue, since `mn` alone is Cyrillic. The catalogue is the last object of the file, so
 * that only the place of the table of objects moves; where it is not, the file stays as it is.
 */
export function inLanguage(bytes: Uint8Array, language: string): Uint8Array {
  const file = Buffer.from(bytes).toString('latin1');
  const catalogue = file.lastIndexOf('/Type /Catalog');
  const table = /\nstartxref\n(\d+)\n%%EOF\s*$/.exec(file);
  const place = Number(table?.[1]);
  if (catalogue < 0 || table === null || catalogue > place) return bytes;
  const last = file.slice(catalogue, place);
  if (!written.test(last) || / obj\b/.test(last)) return bytes;
  const said = last.replace(written, `/Lang (${language})`);
  const moved = `\nstartxref\n${place + said.length - last.length}\n%%EOF`;
  return new Uint8Array(Buffer.from(`${file.slice(0, catalogue)}${said}${file.slice(place, table.index)}${moved}`, 'latin1'));
}
