// News, notices, questions, pictures, officials, hotlines, a topic and what one site took over from another: through the same commands as everywhere.
import { addDays, addSeconds, civilDateOf, instant, type Instant } from '@tongming/law';
import { bodyFromText } from '@tongming/typeset';
import { actOnContent, addContentFile, addHotline, changeTopic, createContent, createTopic, decideOffer, offerRecord, saveContent, type ContentEnv, type ContentWritten } from '../../domains/content/index.ts';
import { emptyFacts, type ContentFacts } from '../../domains/content/open/facts.ts';
import type { Principal } from '../../domains/identity/index.ts';
import type { Db } from '../../platform/database.ts';
import { stageFile, type FileStore } from '../../platform/files.ts';
import { limits } from '../../platform/limits.ts';
import { agencies } from '../agencies.ts';
import { holderOf } from '../people.ts';
import { city } from './city.ts';
import { counties } from './counties.ts';
import type { DemoPiece, DemoSite } from './model.ts';
import { pictureOf } from './pictures.ts';

type World = { db: Db; files: FileStore; people: readonly Principal[]; at: Instant };
type Progress = (done: number, total: number) => void;
const plain = { reason: '', ground: '' };
const zh = { topic: { name: '温暖过冬', slug: 'winter-heating', lead: '供热季的政策、检查进展、常见问题和报修电话都在这里。' }, note: '请在你旗（县）网站采用', note2: '供参考采用' } as const;

export const contentSites: readonly DemoSite[] = [city, ...counties];

/** What is there already stays; a piece that was cut short is finished. */
export async function foundContent(world: World, progress: Progress): Promise<void> {
  const pieces = contentSites.flatMap(({ agency, pieces: own }) => own.map((piece) => ({ agency, piece })));
  for (const [i, { agency, piece }] of pieces.entries()) {
    await found(world, agency, piece);
    progress(i + 1, pieces.length);
  }
  await foundHotlines(world);
  await foundTopic(world);
  await foundSyndication(world);
}

async function found(world: World, agency: string, piece: DemoPiece): Promise<void> {
  const { db, people } = world;
  const facts = piece.facts ?? emptyFacts('news');
  const target = piece.interprets === undefined ? undefined : await db.selectFrom('open.record').select('id').where('title', '=', piece.interprets).executeTakeFirst();
  // In a city without documents there is nothing to interpret.
  if (piece.interprets !== undefined && target === undefined) return;
  // In the morning of its day, whenever the demonstration is founded.
  const at = addSeconds(instant(`${addDays(civilDateOf(world.at), -piece.days)}T09:00:00+08:00`), (piece.title.length % 90) * 60);
  const [writer, reviewer] = [holderOf(people, agency, 'drafter', []), holderOf(people, agency, 'reviewer', [])];
  const step = (minutes: number): ContentEnv => ({ db, files: world.files, at: addSeconds(at, minutes * 60), requestId: 'demonstration' });
  const before = await db.selectFrom('core.content').select(['id', 'state', 'version']).where('agencyCode', '=', agency).where('title', '=', piece.title).executeTakeFirst();
  const id = before?.id ?? await createContent(db, writer, { kind: facts.kind, agencyCode: agency, title: piece.title }, step(-180));
  let version = before?.version ?? 1;
  if (version === 1) {
    await saveContent(db, writer, id, { version, written: await writtenOf(agency, piece, facts, target?.id ?? null, (name) => pictureFor(step(-170), writer, id, name)) }, step(-120));
    version = 2;
  }
  if (before === undefined || before.state === 'draft') await actOnContent(step(-60), writer, id, 'submit', { version: version++, ...plain });
  if (before === undefined || before.state === 'draft' || before.state === 'review') await actOnContent(step(0), reviewer, id, 'publish', { version, ...plain });
}

type Draw = (name: Parameters<typeof pictureOf>[0]) => Promise<string>;

async function pictureFor(env: ContentEnv, writer: Principal, id: string, name: Parameters<typeof pictureOf>[0]): Promise<string> {
  const staged = await stageFile(env.files, pictureOf(name), { name: `${name}.png`, limit: limits.upload });
  return (await addContentFile(env, writer, id, staged)).hash;
}

async function writtenOf(agency: string, piece: DemoPiece, facts: ContentFacts, interprets: string | null, draw: Draw): Promise<ContentWritten> {
  const pictures = [];
  for (const { scene, alt, caption } of piece.pictures ?? []) pictures.push({ file: await draw(scene), alt, caption });
  return {
    title: piece.title, summary: piece.summary ?? null, keywords: piece.keywords ?? [], theme: piece.theme ?? null, source: piece.reprinted?.source ?? agencies.find((one) => one.code === agency)?.name ?? agency,
    author: null, originality: piece.reprinted === undefined ? 'own' : 'reprinted', sourceUrl: piece.reprinted?.url ?? null, text: bodyFromText(piece.text),
    facts: facts.kind === 'image-story' ? { ...facts, pictures } : facts, interprets,
  };
}

async function foundHotlines({ db, people, at }: World): Promise<void> {
  const there = new Set((await db.selectFrom('core.hotline').select(['agencyCode', 'matter']).execute()).map((row) => `${row.agencyCode} ${row.matter}`));
  for (const { agency, hotlines } of contentSites) {
    const keeper = holderOf(people, agency, 'openness-clerk', []);
    for (const { matter, number, hours, verified } of hotlines) {
      if (!there.has(`${agency} ${matter}`)) await addHotline(db, keeper, { agencyCode: agency, matter, number, hours, verifiedOn: addDays(civilDateOf(at), -verified) }, { requestId: 'demonstration' });
    }
  }
}

/** Fed by rule from the city's own agencies, with its hotlines. */
async function foundTopic({ db, people }: World): Promise<void> {
  const head = holderOf(people, '150500', 'openness-head', []);
  const options = { requestId: 'demonstration' };
  const before = await db.selectFrom('core.topic').select(['id', 'state', 'version']).where('siteCode', '=', 'tongliao').where('slug', '=', zh.topic.slug).executeTakeFirst();
  if (before !== undefined && before.state !== 'preparing') return;
  const id = before?.id ?? await createTopic(db, head, { siteCode: 'tongliao', ...zh.topic }, options);
  const words = ['供热', '取暖', '室温'];
  const lines = await db.selectFrom('core.hotline').select('id').where('agencyCode', '=', '150500').where('matter', 'in', ['供热报修和测温', '热费退还']).orderBy('matter').execute();
  await changeTopic(db, head, id, {
    version: before?.version ?? 1, state: 'open', hotlines: lines.map((line) => line.id),
    rules: { policy: { categories: ['rule', 'normative', 'policy', 'interpretation'], words }, progress: { categories: ['news', 'notice'], words }, questions: { categories: ['question'], words } },
  }, options);
}

/** One piece of the city taken over by a banner, one that waits for an answer. */
async function foundSyndication({ db, people }: World): Promise<void> {
  const [{ n } = { n: 0 }] = await db.selectFrom('core.syndication').select((eb) => eb.fn.countAll<number>().as('n')).execute();
  if (n > 0) return;
  const titles = city.pieces.filter((piece) => piece.facts === undefined).map((piece) => piece.title);
  const recordOf = async (title: string): Promise<string> => (await db.selectFrom('open.record').select('id').where('title', '=', title).executeTakeFirstOrThrow()).id;
  const clerk = holderOf(people, '150500', 'openness-head', []);
  const [first = '', second = ''] = titles;
  await offerRecord(db, clerk, { recordId: await recordOf(second), toSites: ['naiman'], note: zh.note2 }, { requestId: 'demonstration' });
  await offerRecord(db, clerk, { recordId: await recordOf(first), toSites: ['kailu'], note: zh.note }, { requestId: 'demonstration' });
  const offered = await db.selectFrom('core.syndication').select('id').where('toSite', '=', 'kailu').where('state', '=', 'offered').executeTakeFirst();
  if (offered) await decideOffer(db, holderOf(people, '150523', 'openness-head', []), offered.id, { decision: 'approve', reason: '' }, { requestId: 'demonstration' });
}
