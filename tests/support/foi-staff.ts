// The office at work on one application, over the interface of the console.
import type { FoiAct, FoiCaseView, FoiPaperView } from '../../server/src/console-api/contract-foi.ts';
import type { Persona } from '../../server/src/console-api/contract.ts';
import { signInAs, type Staff } from './staff.ts';

export async function staffNamed(base: string, name: string): Promise<Staff> {
  const { personas } = await (await fetch(`${base}/api/console/personas`)).json() as { personas: Persona[] };
  const persona = personas.find((p) => p.name === name);
  if (!persona) throw new Error(`no persona is called ${name}`);
  return signInAs(base, persona.personId);
}

export async function foiAct(who: Staff, id: string, act: FoiAct, data: unknown = {}): Promise<FoiCaseView> {
  const { version } = await who.get<FoiCaseView>(`/foi/cases/${id}`);
  return who.send<FoiCaseView>('POST', `/foi/cases/${id}/acts/${act}`, { version, data });
}

/** Registered, judged and searched for, up to 给不给. */
export async function judgedHeld(who: Staff, id: string, day: string): Promise<void> {
  await foiAct(who, id, 'register');
  await foiAct(who, id, 'judge', { step: 'complete', finding: 'complete' });
  await foiAct(who, id, 'judge', { step: 'competent', finding: 'ours' });
  await foiAct(who, id, 'record-search', { entries: [{ place: '综合档案室', searchedBy: '经办', words: '全部', searchedOn: day, found: true, result: '检索到一份' }] });
  await foiAct(who, id, 'judge', { step: 'held', finding: 'held' });
}

/** The reply, drafted from the template and approved as it stands. */
export async function replyFor(who: Staff, id: string, withheldWords: string[]): Promise<FoiPaperView> {
  const draft = await who.send<{ id: string; version: number }>('POST', `/foi/cases/${id}/papers`, { kind: 'reply', data: { withheldWords } });
  return who.send<FoiPaperView>('POST', `/foi/papers/${draft.id}/approve`, { version: draft.version });
}
