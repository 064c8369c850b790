import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DocumentView } from '../../server/src/console-api/contract.ts';
import { openHand, openStage, PHONE, shot, type Stage } from '../support/pages.ts';
import { makeSamples, type Samples } from '../support/samples.ts';
import { act, finish, issue } from '../support/staff.ts';
import { citationsRead } from '../support/world.ts';

let stage: Stage;
let samples: Samples;
const line = (text: string) => ({ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] });
beforeAll(async () => {
  stage = await openStage();
  samples = await makeSamples(stage.world.base);
  const { team, law } = samples;
  await issue(team, {
    kind: 'notice', title: '关于开展取暖救助检查的通知', addressees: ['各旗县市区人民政府'], theme: '民政、扶贫、救灾\\社会救助', keywords: ['社会救助'], keywordsConfirmed: true,
    body: { type: 'doc', content: [line('根据《通辽市冬季取暖救助规定》第二条第一款第（二）项开展检查。')] }, disclosure: { attribute: 'full', method: 'proactive', grounds: [] },
  });
  const made = await team.drafter.send<DocumentView>('POST', `/records/${law.recordId}/revise`);
  const content = made.sheet.body.content.map((block) => (JSON.stringify(block).includes('不得重复') ? line('不得重复发放和冒领。') : block));
  let doc = await team.drafter.send<DocumentView>('PUT', `/documents/${made.id}`, { version: made.version, sheet: { ...made.sheet, numberCode: team.numberCode, body: { ...made.sheet.body, content } } });
  doc = await act(team.drafter, doc, 'submit');
  doc = await act(team.reviewer, doc, 'review');
  doc = await act(team.secrecy, doc, 'clear-secrecy', { secrecy: { conclusion: '不涉密，可以按拟定属性公开' } });
  await finish(team, await act(team.signer, doc, 'sign'));
  await citationsRead(stage.world);
});
afterAll(() => stage.stop());

const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`);

it('a reader without script goes from a citation to the article, quotes it, and sees what a revision changed', async () => {
  const hand = await openHand(stage, { ...PHONE, javaScriptEnabled: false });
  const { page } = hand;
  await page.goto('/records/?kind=notice');
  await page.getByRole('link', { name: '关于开展取暖救助检查的通知' }).click();
  await page.getByRole('link', { name: '第二条第一款第（二）项' }).click();
  expect(new URL(page.url()).hash).toBe('#art-2-1-2');
  await expect.poll(() => page.getByText('《通辽市冬季取暖救助规定》第二条第一款第（二）项').isVisible()).toBe(true);
  await page.getByRole('link', { name: '引用第一条' }).click();
  expect(new URL(page.url()).hash).toBe('#art-1');
  await expect.poll(() => page.getByText('《通辽市冬季取暖救助规定》第一条', { exact: true }).isVisible()).toBe(true);
  await expect.poll(() => page.getByText('引用第二条第一款第（二）项', { exact: true }).last().isVisible()).toBe(true);
  await shot(page, 'law-quoted-phone');
  await page.getByRole('link', { name: '比较第1版与第2版' }).click();
  await expect.poll(() => page.locator('ins').allTextContents()).toEqual(['和冒领']);
  await shot(page, 'comparison-phone');
  await hand.close();
});

it('the comparison and the day are readable for everyone', async () => {
  const hand = await openHand(stage);
  for (const path of ['/compare?from=1&to=2', '?on=2010-01-01', '', '/cited-by']) {
    await hand.page.goto(`/records/${samples.law.recordId}${path}`);
    expect(await faults(hand.page), path).toEqual([]);
  }
  await shot(hand.page, 'cited-by');
  await hand.close();
});
