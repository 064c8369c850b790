import { afterAll, beforeAll, expect, it } from 'vitest';
import { filledForm, seedAgency, seedIntakeKey, testPortal, type TestPortal } from './testing.ts';

let p: TestPortal;
beforeAll(async () => {
  p = await testPortal();
  await seedAgency(p.t.db);
  await seedIntakeKey(p.t.db);
});
afterAll(() => p.drop());

async function receiptFor(email: string): Promise<string> {
  return (await p.post('/apply/150500', { ...filledForm, email, token: crypto.randomUUID(), step: 'send' })).text();
}

async function formText(): Promise<string> {
  // As it comes back with a fault: it is kept by no cache.
  return (await p.post('/apply/150500', { ...filledForm, name: '', step: 'check' })).text();
}

it('promises mails where some are sent and an address was given, and nowhere else', async () => {
  expect(await receiptFor('zhang@example.com')).not.toContain('发邮件');
  expect(await formText()).toContain('方便工作人员与您联系');
  await p.t.db.insertInto('open.mailSender').values({ address: 'noreply@example.gov.cn' }).execute();
  expect(await receiptFor('zhang@example.com')).toContain('每一步都会从noreply@example.gov.cn发邮件到zhang@example.com提醒您');
  expect(await receiptFor('')).not.toContain('发邮件');
  expect(await formText()).toContain('每办一步会从noreply@example.gov.cn发邮件提醒您；邮件里没有申请内容和答复');
});
