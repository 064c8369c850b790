import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareNow, type Ready } from './respond.ts';

const styles = ['tokens.css', 'frame.css', 'parts.css', 'record.css', 'structure.css', 'apply.css', 'open-data.css', 'inventory.css', 'columns.css', 'content.css', 'kiosk.css', 'print.css'];
const scripts = ['portal.js', 'draft.js', 'kiosk.js'];
/** Letters of the other scripts written with it. Hudum has a file of its own (tools/mongolian-font.ts) with every joiner in it: split, suffixes take the wrong form (docs/mongolian.md). */
const mongolianFont = '@fontsource/noto-sans-mongolian/files/noto-sans-mongolian-mongolian-400-normal.woff2';
export const forever = 'public, max-age=31536000, immutable';

export type Assets = {
  /** Addresses with content hash. */
  css: string;
  js: string;
  /** What Mongolian text and pages need besides. */
  vertical: { css: string; js: string };
  /** File name under /assets/ → answer. */
  files: ReadonlyMap<string, Ready>;
  favicon: Ready;
};

/** Reads style sheets and scripts once at start. */
export function loadAssets(): Assets {
  const css = bare(styles.map((name) => read(`styles/${name}`)).join('\n'));
  const js = scripts.map((name) => read(`styles/${name}`)).join('\n');
  const cssName = named('portal', css, 'css');
  const jsName = named('portal', js, 'js');
  const font = readFileSync(createRequire(import.meta.url).resolve(mongolianFont));
  const fontName = named('noto-sans-mongolian', font, 'woff2');
  const hudum = readFileSync(new URL('fonts/hudum.woff2', import.meta.url));
  const hudumName = named('hudum', hudum, 'woff2');
  const verticalCss = bare(read('styles/vertical.css')).replace('hudum.woff2', `/assets/${hudumName}`).replace('noto-sans-mongolian.woff2', `/assets/${fontName}`);
  const verticalJs = read('styles/vertical.js');
  const vertical = { css: named('vertical', verticalCss, 'css'), js: named('vertical', verticalJs, 'js') };
  const headers = { 'cache-control': forever };
  return {
    css: `/assets/${cssName}`,
    js: `/assets/${jsName}`,
    vertical: { css: `/assets/${vertical.css}`, js: `/assets/${vertical.js}` },
    files: new Map([
      [cssName, prepareNow({ type: 'text/css; charset=utf-8', body: css, headers })],
      [jsName, prepareNow({ type: 'text/javascript; charset=utf-8', body: js, headers })],
      [vertical.css, prepareNow({ type: 'text/css; charset=utf-8', body: verticalCss, headers })],
      [vertical.js, prepareNow({ type: 'text/javascript; charset=utf-8', body: verticalJs, headers })],
      [hudumName, prepareNow({ type: 'font/woff2', body: new Uint8Array(hudum), headers })],
      [fontName, prepareNow({ type: 'font/woff2', body: new Uint8Array(font), headers })],
    ]),
    favicon: prepareNow({ type: 'image/svg+xml', body: read('styles/favicon.svg'), headers: { 'cache-control': 'public, max-age=86400' } }),
  };
}

function bare(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\n\s*/g, '\n');
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

function named(name: string, content: string | Uint8Array, extension: string): string {
  return `${name}.${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${extension}`;
}

/** The style sheet as it is sent: for pages that go elsewhere with a copy of it. */
export function styleOf(assets: Assets): Uint8Array {
  return assets.files.get(assets.css.slice('/assets/'.length))?.plain ?? new Uint8Array();
}
