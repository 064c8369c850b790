// Pictures of the demonstration: drawn here, of nobody and of no place.
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [number, number, number];
type Scene = (x: number, y: number) => Colour;
const [width, height] = [640, 400];

const mix = (a: Colour, b: Colour, t: number): Colour => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
const within = (x: number, y: number, cx: number, cy: number, r: number): boolean => (x - cx) ** 2 + (y - cy) ** 2 < r * r;

const sky = (y: number, low: Colour): Colour => mix([96, 156, 214], low, Math.min(1, y / 240));

const grassland: Scene = (x, y) => {
  if (within(x, y, 520, 80, 36)) return [255, 226, 130];
  const hills = 210 + 26 * Math.sin(x / 90) + 12 * Math.sin(x / 37);
  if (y < hills) return sky(y, [206, 228, 244]);
  const yurt = (cx: number, cy: number, r: number): boolean => within(x, y, cx, cy, r) && y < cy + r * 0.35;
  if (yurt(180, 300, 46) || yurt(270, 320, 36)) return y % 14 < 2 ? [170, 60, 50] : [244, 240, 230];
  return mix([128, 170, 84], [78, 128, 58], (y - hills) / (height - hills));
};

const fields: Scene = (x, y) => {
  if (y < 170) return sky(y, [232, 224, 200]);
  const row = Math.floor((x - 320) / (8 + (y - 170) / 3) + 400) % 2;
  if (x > 380 && x < 450 && y > 200 && y < 236) return [196, 52, 40];
  if (within(x, y, 396, 240, 14) || within(x, y, 438, 240, 10)) return [40, 40, 44];
  return row === 0 ? [214, 178, 74] : [190, 150, 56];
};

const water: Scene = (x, y) => {
  if (y < 150) return sky(y, [214, 230, 236]);
  if (y < 176) return [90, 124, 76];
  const wave = Math.sin(x / 22 + y / 6) * 10;
  const bird = (cx: number, cy: number): boolean => Math.abs(y - cy - Math.abs(x - cx) * 0.35) < 3 && Math.abs(x - cx) < 20;
  return bird(200, 210) || bird(290, 236) || bird(420, 200) ? [250, 250, 250] : [70 + wave, 128 + wave, 162 + wave];
};

const town: Scene = (x, y) => {
  const block = Math.floor(x / 64);
  const top = 150 + ((block * 53) % 90);
  if (y < top) return sky(y, [224, 226, 232]);
  if (y > 340) return y > 366 && y < 372 && x % 60 < 34 ? [250, 250, 240] : [88, 92, 98];
  const lit = x % 64 > 12 && x % 64 < 52 && (x % 20) > 8 && (y % 26) > 12;
  return lit ? [250, 226, 160] : mix([176, 120, 96], [120, 128, 150], (block % 3) / 2);
};

const scenes = { grassland, fields, water, town } as const;
export type SceneName = keyof typeof scenes;

const drawn = new Map<SceneName, Uint8Array>();

export function pictureOf(name: SceneName): Uint8Array {
  const made = drawn.get(name) ?? draw(scenes[name]);
  drawn.set(name, made);
  return made;
}

/** 8-bit RGB, no filter: as small a PNG writer as there can be. */
function draw(scene: Scene): Uint8Array {
  const raw = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) scene(x, y).forEach((value, c) => { raw[y * (width * 3 + 1) + 1 + x * 3 + c] = Math.max(0, Math.min(255, Math.round(value))); });
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(raw, { level: 3 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
