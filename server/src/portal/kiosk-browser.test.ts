// A terminal in a hall, and what is read aloud or taken along: in a real browser.
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortal, sound, type OpenPortal } from '../../../tests/support/portal.ts';
import { qrCode } from './pages/qr.ts';
import { seedRecord } from './testing.ts';

let open: OpenPortal;
let record: string;
beforeAll(async () => {
  open = await openPortal();
  record = await seedRecord(open.p.t.db, { title: '通辽市人民政府关于供热的通知' });
});
afterAll(() => open.stop());

/** The squares of a drawn code. */
function squaresOf(markup: string): { side: number; dark: Set<string> } {
  const side = Number(/viewBox="0 0 (\d+) /.exec(markup)?.[1]);
  const dark = new Set<string>();
  for (const [, x, y, length] of (markup.split('fill="#000"')[1] ?? '').matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(length); i += 1) dark.add(`${Number(x) + i - 4},${Number(y) - 4}`);
  }
  return { side, dark };
}

describe('a code to take along', () => {
  it.each(['https://www.example.gov.cn/', `https://www.example.gov.cn/records/${'a'.repeat(300)}`])('says %s square by square', (address) => {
    const { modules } = QRCode.create([{ data: Buffer.from(address), mode: 'byte' }], { errorCorrectionLevel: 'M', maskPattern: 0 });
    const { side, dark } = squaresOf(qrCode(address, '带走').markup);
    expect(side).toBe(modules.size + 8);
    expect(dark).toEqual(new Set(Array.from({ length: modules.size ** 2 }, (_, i) => [i % modules.size, Math.floor(i / modules.size)] as const)
      .filter(([x, y]) => modules.get(y, x) === 1).map(([x, y]) => `${x},${y}`)));
  });
});

describe('a terminal', () => {
  it('has no code for an address that no phone would read, and shows its faults like any other browser', async () => {
    const at = (path: string) => open.p.get(path, { cookie: 'show=nmk' });
    const long = `${'%E4%B8%80'.repeat(200)}`;
    const search = await (await at(`/search?q=${long}`)).text();
    expect(search).toContain('扫码带走这一页');
    expect((await at(`/report-error?url=${encodeURIComponent(`/search?q=${long}`)}`)).status).toBe(200);
    const missing = await at(`/${long}`);
    expect([missing.status, (await missing.text()).includes('扫码带走这一页')]).toEqual([404, false]);
    const home = await at('/kiosk/');
    expect([home.headers.get('cache-control'), (await home.text()).includes('data-do="back"')]).toEqual(['no-store', false]);
    expect(await (await at('/records/')).text()).toContain('data-do="back"');
  });

  it('keeps large buttons and a code on every page, goes home when it is left, and keeps nothing of who was there', () => open.at({ viewport: { width: 1080, height: 1920 }, hasTouch: true }, async (page) => {
    await page.goto('/kiosk/');
    await page.getByRole('link', { name: '在这台设备上进入触摸屏模式' }).click();
    await page.waitForURL('**/kiosk/');
    await sound(page, 'kiosk-home');
    await page.getByRole('link', { name: '文件库', exact: true }).first().tap();
    await page.getByRole('link', { name: '通辽市人民政府关于供热的通知' }).first().tap();
    await page.waitForURL(`**/records/${record}`);
    await sound(page, 'kiosk-record');
    await page.getByRole('img', { name: '扫码带走这一页' }).waitFor();
    for (const button of await page.locator('.kiosk-bar .button:visible').all()) expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(60);
    await page.getByRole('button', { name: '返回', exact: true }).tap();
    await page.waitForURL('**/records/');
    const waits = (idle: string, ask: string) => page.evaluate(`Object.assign(document.querySelector('dialog[data-idle]').dataset, { idle: '${idle}', ask: '${ask}' })`);
    await page.evaluate('localStorage.setItem("draft", "张三的申请")');
    await waits('0.1', '30');
    await page.locator('h1').tap();
    const stay = page.getByRole('button', { name: '继续使用' });
    await stay.waitFor();
    await waits('60', '30');
    await stay.tap();
    await stay.waitFor({ state: 'hidden' });
    await waits('0.1', '1');
    await page.locator('h1').tap();
    await page.waitForURL('**/kiosk/');
    expect(await page.evaluate('localStorage.length')).toBe(0);
    await page.getByRole('button', { name: '退出触摸屏模式' }).tap();
    await page.waitForURL((url) => url.pathname === '/');
    await expect.poll(() => page.locator('.kiosk-bar').count()).toBe(0);
  }));

  it('reads a page aloud in elder mode, and stops', () => open.at({}, async (page) => {
    await page.addInitScript(`window.spoken = []; Object.defineProperty(window, 'speechSynthesis', { value: { speak: (part) => spoken.push(part.text), cancel: () => spoken.push('(stop)') } });`);
    await page.goto(`/records/${record}`);
    await page.getByRole('button', { name: '长者模式' }).click();
    const read = page.getByRole('button', { name: '朗读本页' });
    await read.click();
    await page.getByRole('button', { name: '停止朗读' }).click();
    const spoken = await page.evaluate<string[]>('spoken');
    expect(spoken[0]).toContain('通辽市人民政府关于供热的通知');
    expect(spoken.at(-1)).toBe('(stop)');
  }));
});
