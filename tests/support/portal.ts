// A portal over seeded public data, in a real browser: for its pages by themselves, without the rest of the server.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { getRequestListener } from '@hono/node-server';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { seedCity, seedIntakeKey, testPortal, type TestPortal } from '../../server/src/portal/testing.ts';
import { launchBrowser, PATIENCE_MS } from '../browser.ts';
import { alone, shot } from './pages.ts';

export type OpenPortal = {
  p: TestPortal;
  city: Awaited<ReturnType<typeof seedCity>>;
  /** Works on a page of one's own; anything the browser complains of fails the test. */
  at: <T>(options: BrowserContextOptions, work: (page: Page) => Promise<T>) => Promise<T>;
  stop: () => Promise<void>;
};

export async function openPortal(): Promise<OpenPortal> {
  const p = await testPortal();
  const city = await seedCity(p.t.db);
  await seedIntakeKey(p.t.db);
  const server = createServer(getRequestListener(p.app.fetch));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await alone(launchBrowser);
  return {
    p, city,
    at: async (options, work) => {
      const context = await browser.newContext({ baseURL, locale: 'zh-CN', viewport: { width: 1280, height: 900 }, ...options });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const broken: string[] = [];
      page.on('console', (m) => { if (m.type() === 'error' && !/status of 4/.test(m.text())) broken.push(m.text()); });
      page.on('pageerror', (e) => broken.push(e.message));
      const result = await work(page);
      expect(broken).toEqual([]);
      await context.close();
      return result;
    },
    stop: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
      await p.drop();
    },
  };
}

/** Axe, and nothing wider than the screen. */
export async function sound(page: Page, name: string): Promise<void> {
  await shot(page, name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`), name).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), `${name}: wider than the screen`).toBeLessThanOrEqual(0);
}
