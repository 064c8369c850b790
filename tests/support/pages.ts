// People at a browser: a stage (a city and a Chromium), a hand at a page whose presses are counted, and what staff do there.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { now, toEpochMs } from '@tongming/law';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { buildConsole } from '../../server/src/console-build.ts';
import { launchBrowser, PATIENCE_MS } from '../browser.ts';
import { startWorld, type World } from './world.ts';

export type Stage = { world: World; browser: Browser; stop(): Promise<void> };

/** A person's own browser window; `presses` are pointer presses, the clicks a person has to make. */
export type Hand = { page: Page; context: BrowserContext; presses(): number; close(): Promise<void> };

export async function openStage(start: () => Promise<World> = startWorld): Promise<Stage> {
  const browser = await alone(async () => {
    await buildConsole();
    return launchBrowser();
  });
  const world = await start();
  return {
    world, browser,
    stop: async () => {
      await browser.close();
      await world.stop();
    },
  };
}

const LOCK = join(tmpdir(), `tongming-stage-${userInfo().uid}.lock`);
const STALE_MS = 180_000;

/** One test process at a time: building the console empties its folder first, and the npm-shipped browser unpacks itself. */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  while (!taken()) {
    const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && toEpochMs(now()) - since > STALE_MS) rmSync(LOCK, { recursive: true, force: true });
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function taken(): boolean {
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    return false;
  }
}

// Scripts of the page are given as text: the project's types know no browser.
// On the way up: a press that the driver itself takes back, since the target has moved, does not get that far.
const COUNT_PRESSES = 'addEventListener("pointerdown", (event) => { if (event.isTrusted) countPress(); })';

/** Only what day it is changes; timers, and with them the pages' own machinery, stay. */
const CLOCK = `(now) => {
  const Real = Date, shift = now - Real.now();
  globalThis.Date = class extends Real {
    constructor(...given) { if (given.length === 0) super(Real.now() + shift); else super(...given); }
    static now() { return Real.now() + shift; }
  };
}`;

/** `now`: the moment the browser takes for the present, in milliseconds. */
export async function openHand(stage: Stage, options: BrowserContextOptions = {}, now?: number): Promise<Hand> {
  const context = await stage.browser.newContext({ baseURL: stage.world.base, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1366, height: 850 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  if (now !== undefined) await context.addInitScript(`(${CLOCK})(${now})`);
  let presses = 0;
  await context.exposeBinding('countPress', () => { presses += 1; });
  await context.addInitScript(COUNT_PRESSES);
  return { page: await context.newPage(), context, presses: () => presses, close: () => context.close() };
}

export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** Who wants no motion: what comes and goes is there or gone at once, and colours are those a person reads. */
export const STILL: BrowserContextOptions = { reducedMotion: 'reduce' };

/** Opens the console in a window of one's own and signs in by the persona's card. */
export async function signIn(stage: Stage, name: string, options: BrowserContextOptions = {}, now?: number): Promise<Hand> {
  const hand = await openHand(stage, options, now);
  await hand.page.goto('/console/');
  await hand.page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await hand.page.getByRole('heading', { name: '我的工作' }).waitFor();
  return hand;
}

/** Presses what sends a form of the portal, and waits for the page that answers. */
export async function sendForm(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
}

/** From "my work" to a new sheet. */
export async function newSheet({ page }: Hand): Promise<string> {
  await page.getByRole('button', { name: '拟稿' }).click();
  await page.getByRole('article', { name: '发文稿纸' }).waitFor();
  return idOf(page);
}

export function idOf(page: Page): string {
  return /\/documents\/([\w-]+)/.exec(page.url())?.[1] ?? '';
}

export async function typeTitle(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: '标题', exact: true }).fill(title);
}

export async function importText(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '导入 Word 或文本' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.getByText('已导入').waitFor();
}

export function bodyOf(page: Page): Locator {
  return page.getByRole('textbox', { name: '正文', exact: true });
}

/** Types names as tags, one after another, each ended by the separator people write. */
export async function typeNames(page: Page, label: string, names: readonly string[]): Promise<void> {
  const field = page.getByRole('combobox', { name: label, exact: true });
  await field.click();
  for (const name of names) await field.pressSequentially(`${name}，`);
  await field.press('Escape');
}

export async function pickTheme(page: Page, first: string, second: string): Promise<void> {
  const field = page.getByRole('combobox', { name: '主题分类' });
  await field.click();
  await field.pressSequentially(second);
  await choose(page.getByRole('menuitemcheckbox', { name: `${first} / ${second}` }));
}

/** Clicks an entry of a list that has just unfolded, once it no longer moves under the pointer. */
export async function choose(entry: Locator): Promise<void> {
  await entry.waitFor();
  await entry.page().locator('.ant-slide-up-appear, .ant-slide-up-enter, .ant-slide-down-appear, .ant-slide-down-enter').first().waitFor({ state: 'detached' });
  await entry.click();
}

/** Says yes to a question that has just come up, once it no longer moves under the pointer; one that still fades out would take the next press. */
export async function confirm(page: Page, name: string | RegExp): Promise<void> {
  const question = page.getByRole('dialog');
  await question.waitFor();
  await page.locator('.ant-zoom-appear, .ant-zoom-enter').first().waitFor({ state: 'detached' });
  await question.getByRole('button', { name }).click();
  await question.waitFor({ state: 'hidden' });
}

export async function tick(page: Page, group: '公开属性' | '公开方式', option: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: option }).check();
}

export async function addGround(page: Page, ground: string, why: string): Promise<void> {
  await page.getByRole('combobox', { name: '添加理由' }).click();
  await choose(page.locator('.ant-select-item-option').filter({ hasText: ground }).first());
  await giveReason(page, ground, why);
}

export async function giveReason(page: Page, ground: string, why: string): Promise<void> {
  const field = page.getByRole('textbox', { name: new RegExp(`${ground}.*：本文件的具体理由`) });
  await field.click();
  await field.fill(why);
}

/** Selects words of the body as a person would, by pressing at their start and dragging to their end. */
export async function selectWords(page: Page, words: string): Promise<void> {
  const ends = await page.evaluate(`(${SELECTION_ENDS})(${JSON.stringify(words)})`) as { from: Point; to: Point };
  await page.mouse.move(ends.from.x, ends.from.y);
  await page.mouse.down();
  await page.mouse.move(ends.to.x, ends.to.y, { steps: 4 });
  await page.mouse.up();
}

type Point = { x: number; y: number };
const SELECTION_ENDS = `(words) => {
  const walker = document.createTreeWalker(document.querySelector('.body-text.editing'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    node.parentElement.scrollIntoView({ block: 'center' });
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const boxes = [...range.getClientRects()];
    const first = boxes[0], last = boxes[boxes.length - 1];
    return { from: { x: first.left + 1, y: first.top + first.height / 2 }, to: { x: last.right - 1, y: last.top + last.height / 2 } };
  }
  throw new Error('the words are not in the body: ' + words);
}`;

/** Marks words for redaction with a ground from the menu; without one, the button repeats the last. */
export async function markRedacted(page: Page, words: string, ground?: string): Promise<void> {
  await selectWords(page, words);
  await page.getByRole('button', { name: /^标记删减/ }).click();
  if (ground !== undefined) await choose(page.getByRole('menuitem', { name: ground }));
}

/** Takes the main step of the open document. */
export async function takeStep(page: Page, label: string): Promise<void> {
  await page.getByRole('region', { name: '办理' }).getByRole('button', { name: label, exact: true }).click();
  await page.getByText(`已${label}`, { exact: true }).waitFor();
}

/** From "my work" to a document that waits there. */
export async function openWaiting(page: Page, title: string): Promise<void> {
  await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('article', { name: '发文稿纸' }).waitFor();
}

/** One person's whole visit: sign in, open what waits, take the step. Returns the presses it took. */
export async function approve(stage: Stage, name: string, title: string, label: string, look: (page: Page) => Promise<void> = async () => undefined): Promise<number> {
  const hand = await signIn(stage, name);
  await openWaiting(hand.page, title);
  await look(hand.page);
  await takeStep(hand.page, label);
  const presses = hand.presses();
  await hand.close();
  return presses;
}

/** The office's one button: check, number, print, issue and publish. Returns the presses and the record's address when public. */
export async function finishInBrowser(stage: Stage, name: string, title: string): Promise<{ presses: number; recordUrl: string | null }> {
  const hand = await signIn(stage, name);
  const { page } = hand;
  await openWaiting(page, title);
  await page.getByRole('button', { name: '复核、编号、印制并公开', exact: true }).click();
  await page.getByText('核发：已印发').waitFor();
  const presses = hand.presses();
  const link = page.getByRole('link', { name: '查看公开页面' }).first();
  const recordUrl = await link.count() > 0 ? await link.getAttribute('href') : null;
  await hand.close();
  return { presses, recordUrl };
}

/** Waits until the sheet says that everything is with the server. */
export async function saved(page: Page): Promise<void> {
  await page.getByRole('status').filter({ hasText: /^已保存/ }).waitFor();
}

/** A picture of the page for people to look at, when TONGMING_SHOTS names a folder. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['TONGMING_SHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  const width = page.viewportSize()?.width ?? 1366;
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(Number(await page.evaluate('document.documentElement.scrollHeight')), width < 600 ? 2200 : 1700) } });
}
