import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { inflateSync } from 'node:zlib';

const require = createRequire(import.meta.url);

/** The faces GB/T 9704 calls for, with the family names under which licensed copies are sold. */
export const officialFaces = {
  fang: ['FangSong_GB2312', '仿宋_GB2312', 'FZFangSong-Z02', '方正仿宋_GBK', 'FangSong', '仿宋'],
  hei: ['SimHei', '黑体', 'FZHei-B01', '方正黑体_GBK'],
  kai: ['KaiTi_GB2312', '楷体_GB2312', 'FZKai-Z03', '方正楷体_GBK', 'KaiTi', '楷体'],
  title: ['FZXiaoBiaoSong-B05S', '方正小标宋简体', 'FZXiaoBiaoSong-B05', '方正小标宋_GBK'],
  song: ['SimSun', '宋体', 'FZShuSong-Z01', '方正书宋_GBK'],
} as const;

export type Face = keyof typeof officialFaces;

/** Open faces (SIL OFL) that stand in where no licensed one is given. */
export const openFaces: Readonly<Record<Face, string>> = {
  fang: 'Noto Serif SC',
  hei: 'Noto Sans SC',
  kai: 'LXGW WenKai',
  title: 'Noto Serif SC',
  song: 'Noto Serif SC',
};

/** Folders of the open faces that come as TrueType; typst reads a file only when it is used. */
export function openFontFolders(): string[] {
  return [
    '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
    '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
    '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  ].map((file) => dirname(require.resolve(file)));
}

/** The open 楷 face and the Mongolian one, which come as WOFF only. */
export function openFontBlobs(): Buffer[] {
  return [
    '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff',
    '@fontsource/noto-sans-mongolian/files/noto-sans-mongolian-mongolian-400-normal.woff',
  ].map((file) => sfntFromWoff(readFileSync(require.resolve(file))));
}

/** WOFF 1.0 is an sfnt whose tables are deflated one by one (W3C Recommendation, sections 3 to 5). */
export function sfntFromWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, i) => {
    const at = 44 + 20 * i;
    const offset = woff.readUInt32BE(at + 4);
    const packed = woff.subarray(offset, offset + woff.readUInt32BE(at + 8));
    const length = woff.readUInt32BE(at + 12);
    return { tag: woff.subarray(at, at + 4), checksum: woff.readUInt32BE(at + 16), data: packed.length < length ? inflateSync(packed) : packed };
  });
  const headLength = 12 + 16 * count;
  const out = Buffer.alloc(tables.reduce((sum, t) => sum + padded(t.data.length), headLength));
  const power = Math.floor(Math.log2(count));
  woff.copy(out, 0, 4, 8);
  out.writeUInt16BE(count, 4);
  out.writeUInt16BE(16 * 2 ** power, 6);
  out.writeUInt16BE(power, 8);
  out.writeUInt16BE(16 * count - 16 * 2 ** power, 10);
  let offset = headLength;
  tables.forEach((table, i) => {
    const at = 12 + 16 * i;
    table.tag.copy(out, at);
    out.writeUInt32BE(table.checksum, at + 4);
    out.writeUInt32BE(offset, at + 8);
    out.writeUInt32BE(table.data.length, at + 12);
    table.data.copy(out, offset);
    offset += padded(table.data.length);
  });
  return out;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
