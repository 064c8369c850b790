import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFile, stageFile } from '../../platform/files.ts';
import { limits } from '../../platform/limits.ts';
import { addImage } from './commands/add-image.ts';
import { draftOf, noticeSheet, testCity, type TestCity } from './testing.ts';

let city: TestCity;
beforeAll(async () => { city = await testCity(); });
afterAll(() => city.close());

const staged = (bytes: Uint8Array, name: string) => stageFile(city.env.files, bytes, { name, limit: limits.upload });

it('keeps nothing of what a camera wrote into a picture', async () => {
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Copyright: '拍摄者示例甲' }, IFD3: { GPSLatitude: '43/1 39/1 0/1' } }).jpeg().toBuffer();
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const hash = await addImage(city.env, city.people.drafter, await draftOf(city, noticeSheet()), await staged(photo, 'a.jpg'));
  expect((await sharp(await readFile(city.env.files, hash)).metadata()).exif).toBeUndefined();
});

it('takes pictures only', async () => {
  const id = await draftOf(city, noticeSheet());
  await expect(addImage(city.env, city.people.drafter, id, await staged(new TextEncoder().encode('纯文本'), 'a.txt'))).rejects.toMatchObject({ code: 'file-type' });
});
