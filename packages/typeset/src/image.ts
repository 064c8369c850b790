import sharp from 'sharp';
import { messages } from './messages.ts';
import { TypesetInputError } from './model.ts';

/**
 * A picture fit to print and to publish: PNG or JPEG, upright, sRGB, at most 2400 pixels a side.
 * Everything else in the file goes: camera place and time must not reach the public.
 * @throws TypesetInputError when it is no picture.
 */
export async function cleanImage(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    const image = sharp(bytes, { limitInputPixels: 100_000_000, failOn: 'error' });
    const { format } = await image.metadata();
    const upright = image.rotate().resize({ width: 2400, height: 2400, fit: 'inside', withoutEnlargement: true }).toColourspace('srgb');
    return await (format === 'jpeg' ? upright.jpeg({ quality: 88 }) : upright.png()).toBuffer();
  } catch {
    throw new TypesetInputError('image.unreadable', messages.badImage(name));
  }
}
