import { bodyFromText, renderDocx, renderPdf, type Body } from '@tongming/typeset';
import { civilDate } from '@tongming/law';
import { describe, expect, it } from 'vitest';
import { draftLetter } from './draft.ts';
import { checkProvided, publicBodyPdf, redactedCopy, type ProvidedFile } from './provided.ts';
import { letterDocument } from './render.ts';
import { agencyForTests, decisionForTests, fullViewForTests } from './testing.ts';

const secret = '明仁大街八号';
function frame() {
  const made = draftLetter(fullViewForTests({ decision: decisionForTests('partial', null) }), 'reply', civilDate('2026-04-07'), agencyForTests);
  if (!made.ok) throw new Error(made.refusal.message);
  return letterDocument(made.content, null);
}
const file = (bytes: Uint8Array, mime: string, name = '方案'): ProvidedFile => ({ id: 'f1', name, mime, bytes });
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const codes = async (f: ProvidedFile, words = [secret]) => (await checkProvided([f], words)).map((r) => r.code);

describe('what is handed over', () => {
  it('is searched in every layer, by name, and only where it can be searched', async () => {
    const doc = { ...frame(), body: bodyFromText(`学生家庭住址为${secret}。`) };
    const open = { ...frame(), body: bodyFromText('招生划片方案。') };
    expect(await codes(file((await renderPdf(doc)).bytes, 'application/pdf'))).toContain('provided-leak');
    expect(await codes(file(await renderDocx(doc), docx))).toContain('provided-leak');
    expect(await codes(file((await renderPdf(open)).bytes, 'application/pdf'))).toEqual([]);
    expect(await codes(file((await renderPdf(open)).bytes, 'application/pdf', `${secret}.pdf`))).toEqual(['provided-name']);
    expect(await codes(file(new Uint8Array([1]), 'image/png'))).toEqual(['provided-picture']);
    expect(await codes(file(new Uint8Array([1]), 'application/zip'))).toEqual(['provided-unsearchable']);
    expect(await codes(file(new TextEncoder().encode('not a pdf'), 'application/pdf'))).toEqual(['provided-broken']);
    expect(await codes(file((await renderPdf(open)).bytes, 'application/pdf'), [])).toEqual(['withheld-words-missing']);
    const told = await checkProvided([file((await renderPdf(doc)).bytes, 'application/pdf', `${secret}.pdf`)], [secret]);
    expect(told.map((r) => r.message).join()).not.toContain(secret);
  });

  it('passes once it has been redacted', async () => {
    const doc = { ...frame(), body: bodyFromText(`学生家庭住址为${secret}。`) };
    const copy = await redactedCopy(file((await renderPdf(doc)).bytes, 'application/pdf'), { terms: [{ text: secret, ground: 'third-party' }] }, []);
    expect(copy.reasons).toEqual([]);
    const { body: _body, ...rest } = doc;
    const marked: Body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '住址为' }, { type: 'text', text: secret, marks: [{ type: 'redact', attrs: { ground: 'third-party' } }] }] }] };
    expect(await codes(await publicBodyPdf(rest, marked, { id: 'f1', name: '方案.pdf' }))).toEqual([]);
  });
});
