// A small city with two sites and its writers, for tests of content, topics and syndication.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bodyFromText } from '@tongming/typeset';
import { fileStore } from '../../platform/files.ts';
import { testDatabase, type TestDatabase } from '../../platform/testing.ts';
import { rolesOf, type Principal, type Role } from '../identity/index.ts';
import { makePerson } from '../identity/testing.ts';
import { bannerSite, citySite, makeSiteAgencies, openSite } from '../sites/testing.ts';
import { actOnContent, type ContentEnv } from './commands/act-on-content.ts';
import { createContent, saveContent } from './commands/save-content.ts';
import type { Written } from './model.ts';
import { emptyFacts } from './open/facts.ts';
import { getContent } from './store.ts';

export type ContentStage = TestDatabase & {
  env: ContentEnv; writer: Principal; second: Principal; banner: Principal; stranger: Principal;
  /** Written and published by two people; returns the record. */
  publish: (written: Partial<Written>) => Promise<{ id: string; recordId: string }>;
  close: () => Promise<void>;
};

export async function contentStage(): Promise<ContentStage> {
  const t = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'tongming-content-'));
  await makeSiteAgencies(t.db);
  const person = async (login: string, agencyCode: string, roles: Role[]): Promise<Principal> => {
    const { id } = await makePerson(t.db, login, { roles, agencyCode, ready: true });
    return { person: { id, name: `${login}某`, login }, roles: await rolesOf(t.db, id), pending: null };
  };
  const writer = await person('writer', '150500', ['drafter', 'openness-clerk']);
  const second = await person('second', '150500', ['reviewer', 'openness-head']);
  const banner = await person('banner', '150523', ['openness-head', 'reviewer']);
  const stranger = await person('stranger', '150500-MZJ', ['drafter']);
  for (const site of [citySite, bannerSite]) await openSite(t.db, second, site);
  const env: ContentEnv = { db: t.db, files: fileStore(folder) };
  return {
    ...t, env, writer, second, banner, stranger,
    publish: async (written) => {
      const id = await drafted(env, writer, written);
      await actOnContent(env, writer, id, 'submit', { version: 2, reason: '', ground: '' });
      await actOnContent(env, second, id, 'publish', { version: 3, reason: '', ground: '' });
      return { id, recordId: (await getContent(t.db, id)).recordId ?? '' };
    },
    close: async () => {
      await t.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function writtenOf(written: Partial<Written>): Written {
  return {
    title: '全市秋季农田水利建设全面铺开', summary: null, keywords: ['农田水利'], theme: null, source: '通辽市人民政府', author: null, originality: 'own', sourceUrl: null,
    text: bodyFromText('连日来，各旗县市区抢抓农时开展秋季农田水利建设。'), facts: emptyFacts('news'), interprets: null, ...written,
  };
}

export async function drafted(env: ContentEnv, writer: Principal, written: Partial<Written>): Promise<string> {
  const whole = writtenOf(written);
  const id = await createContent(env.db, writer, { kind: whole.facts.kind, agencyCode: '150500', title: '' }, {});
  await saveContent(env.db, writer, id, { version: 1, written: whole }, {});
  return id;
}
