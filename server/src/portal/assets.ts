import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { prepareNow, type Ready } from './respond.ts';

const styles = ['tokens.css', 'frame.css', 'parts.css', 'record.css', 'structure.css', 'apply.css', 'open-data.css', 'inventory.css', 'print.css'];
const scripts = ['portal.js', 'draft.js'];
const forever = 'public, max-age=31536000, immutable';

export type Assets = {
  /** Addresses with content hash. */
  css: string;
  js: string;
  /** File name under /assets/ → answer. */
  files: ReadonlyMap<string, Ready>;
  favicon: Ready;
};

/** Reads style sheets and scripts once at start. */
export function loadAssets(): Assets {
  const css = styles.map((name) => read(`styles/${name}`)).join('\n').replace(/\/\*[\s\S]*?\*\//g, '').replace(/\n\s*/g, '\n');
  const js = scripts.map((name) => read(`styles/${name}`)).join('\n');
  const cssName = named('portal', css, 'css');
  const jsName = named('portal', js, 'js');
  const headers = { 'cache-control': forever };
  return {
    css: `/assets/${cssName}`,
    js: `/assets/${jsName}`,
    files: new Map([
      [cssName, prepareNow({ type: 'text/css; charset=utf-8', body: css, headers })],
      [jsName, prepareNow({ type: 'text/javascript; charset=utf-8', body: js, headers })],
    ]),
    favicon: prepareNow({ type: 'image/svg+xml', body: read('styles/favicon.svg'), headers: { 'cache-control': 'public, max-age=86400' } }),
  };
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

function named(name: string, content: string, extension: string): string {
  return `${name}.${createHash('sha256').update(content).digest('hex').slice(0, 12)}.${extension}`;
}

/** The style sheet as it is sent: for pages that go elsewhere with a copy of it. */
export function styleOf(assets: Assets): Uint8Array {
  return assets.files.get(assets.css.slice('/assets/'.length))?.plain ?? new Uint8Array();
}
