// What the office does with an application, in the console, with the presses it takes.
import type { Locator, Page } from 'playwright-core';
import { choose, shot, signIn, type Hand, type Stage } from './pages.ts';

/** One visit on one day: the browser's clock is the story's. */
export async function visit(stage: Stage, name: string, now: number): Promise<Hand> {
  const hand = await signIn(stage, name, {}, now);
  await hand.page.getByRole('link', { name: /依申请公开$/ }).click();
  await hand.page.getByRole('heading', { name: '依申请公开', exact: true }).waitFor();
  return hand;
}

/**
 * From the board to the case. What is neither new, due nor waiting for others stands in the whole list, where its
 * number leads to it.
 */
export async function openCase(page: Page, summary: string): Promise<void> {
  await page.locator('.foi-counts').waitFor();
  const line = page.locator('.foi-line').getByRole('link', { name: summary });
  if (await line.count() > 0) await line.first().click();
  else {
    await page.locator('.foi-bar').getByText('全部', { exact: true }).click();
    await page.getByRole('row').filter({ hasText: summary }).getByRole('link').first().click();
  }
  await page.getByRole('navigation', { name: '办理五步' }).waitFor();
}

export const actBox = (page: Page): Locator => page.getByRole('region', { name: '现在要办' });

/** Chooses an act that is not the one to be done now. */
export async function pickAct(page: Page, label: string): Promise<void> {
  const box = actBox(page);
  if (await box.getByRole('heading', { name: label, exact: true }).count() > 0) return;
  const step = page.getByRole('navigation', { name: '办理五步' }).getByRole('button', { name: label, exact: true });
  if (await step.count() > 0) await step.first().click();
  else {
    await box.getByRole('button', { name: /^其他操作/ }).click();
    await choose(page.getByRole('menuitem', { name: label, exact: true }));
  }
  await box.getByRole('heading', { name: label, exact: true }).waitFor();
}

/** Takes the act whose form is open. */
export async function takeAct(page: Page, label: string): Promise<void> {
  await actBox(page).getByRole('button', { name: label, exact: true }).click();
  await said(page, label);
}

/** The message has come and gone: the next of the same words is another. */
async function said(page: Page, label: string): Promise<void> {
  const message = page.getByText(`已办理：${label}`, { exact: true });
  await message.first().waitFor();
  // It stays for as long as the pointer rests on it.
  await page.mouse.move(0, 0);
  await message.first().waitFor({ state: 'detached' });
}

export async function doAct(page: Page, label: string, fill: (box: Locator) => Promise<void> = async () => undefined): Promise<void> {
  await pickAct(page, label);
  await fill(actBox(page));
  await takeAct(page, label);
}

/** One of the first three judgements; the usual finding stands on the button. */
export async function judge(page: Page, finding: string): Promise<void> {
  await pickAct(page, '作出判断');
  const button = actBox(page).getByRole('button', { name: `作出判断：${finding}` });
  if (await button.count() === 0) await actBox(page).getByRole('radio', { name: finding }).check();
  await button.click();
  await said(page, '作出判断');
}

/**
 * Drafts the letter that goes with the open act, which opens by itself, and approves it as it stands; `edit` changes it
 * first. It waits for nothing after that: the act that is pressed next has to wait for its letter by itself.
 */
export async function makeLetter(page: Page, title: string, edit?: (letter: Locator) => Promise<void>): Promise<void> {
  await actBox(page).getByRole('button', { name: '起草', exact: true }).click();
  const letter = page.locator('.foi-papers > li.draft').filter({ hasText: title });
  await letter.locator('.foi-letter').waitFor();
  if (edit !== undefined) {
    await edit(letter);
    await letter.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('文书已保存').waitFor();
  }
  await shot(page, `foi-letter-${title}`);
  await letter.getByRole('button', { name: '定稿并编号' }).click();
}

