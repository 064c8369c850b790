/** RFC 6266 with RFC 5987: the real name for everyone, a plain one for old programs. */
export function contentDisposition(name: string): string {
  const clean = name.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, ' ').replaceAll(/\s+/g, ' ').trim();
  const extension = /\.[A-Za-z0-9]{1,5}$/.exec(clean)?.[0] ?? '';
  const stem = Array.from(clean.slice(0, clean.length - extension.length).trim()).slice(0, 80).join('') || 'file';
  const encoded = encodeURIComponent(stem + extension).replaceAll(/['()*]/g, (ch) => `%${ch.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="file${extension}"; filename*=UTF-8''${encoded}`;
}
