import { readFileSync } from 'node:fs';
import { addDays, checkDisclosure, checkKindRules, checkOrgCode, checkUscc, civilDate, civilDateOf, detectSecrecyMarking, findTheme, isWorkingDay, kindOf, legalityReviewWindow, today } from '@tongming/law';
import { bodyToText, redactionsOf } from '@tongming/typeset';
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../platform/personal-data.ts';
import { agencies } from './agencies.ts';
import { cityFigures, educationFigures, resultRows } from './documents/annual-reports.ts';
import { documents, drafts } from './documents/index.ts';
import { personas, staff } from './personas.ts';
import regions from './regions.json' with { type: 'json' };
import { stepsOfDocument, stepsOfDraft } from './schedule.ts';
import { sheetOf } from './sheet.ts';
import { bodyOf } from './text.ts';

const all = [...documents, ...drafts];
const agencyCodes = new Set(agencies.map((a) => a.code));
const sheet = (doc: (typeof all)[number]) => sheetOf(doc, () => null);

describe('regions and agencies', () => {
  it('are Tongliao whole: the city, 9 county-level entries, 143 townships, each under a known parent', () => {
    const codes = new Set(regions.regions.map((r) => r.code));
    const count = (level: string) => regions.regions.filter((r) => r.level === level).length;
    expect([count('province'), count('city'), count('county') + count('zone'), count('township')]).toEqual([1, 1, 9, 143]);
    expect(codes.size).toBe(regions.regions.length);
    for (const r of regions.regions) expect(r.parentCode === null || codes.has(r.parentCode), r.code).toBe(true);
    for (const a of agencies) expect(codes.has(a.regionCode), a.code).toBe(true);
  });

  it.each(agencies)('$name has valid codes of nobody', (a) => {
    expect(checkOrgCode(a.orgCode)).toBe(true);
    expect(checkUscc(a.uscc)).toBe(true);
    expect(a.uscc.slice(8, 17)).toBe(a.orgCode);
    expect(a.orgCode).toMatch(/^TL0000/);
    expect(a.openness.phone).toMatch(/^0475-0000\d{3}$/);
    expect(a.parentCode === null || agencyCodes.has(a.parentCode)).toBe(true);
  });

  it('share no 机关代字, telephone or code', () => {
    const series = agencies.flatMap((a) => a.numberCodes.map((n) => n.code));
    expect(new Set(series).size).toBe(series.length);
    expect(new Set(agencies.map((a) => a.openness.phone)).size).toBe(agencies.length);
    expect(new Set(agencies.map((a) => a.orgCode)).size).toBe(agencies.length);
  });
});

describe('people', () => {
  it('cover every role, and the three administrators hold nothing else', () => {
    const roles = new Set(personas.flatMap((p) => p.roles.map((r) => r.role)));
    expect(roles.size).toBe(13);
    for (const p of [...personas, ...staff]) {
      const own = new Set(p.roles.map((r) => r.role));
      const admin = [...own].some((r) => r.endsWith('-admin'));
      if (admin) expect(own.size, p.name).toBe(1);
      for (const r of p.roles) expect(agencyCodes.has(r.agency), `${p.login} ${r.agency}`).toBe(true);
    }
  });

  it('have logins and names of their own', () => {
    const people = [...personas, ...staff];
    expect(new Set(people.map((p) => p.login)).size).toBe(people.length);
    expect(new Set(people.map((p) => p.name)).size).toBe(people.length);
    for (const p of people) expect(p.login).toMatch(/^[a-z0-9][a-z0-9._-]{1,39}$/);
  });
});

describe('the collection', () => {
  const refs = new Map(all.map((d) => [d.ref, d]));

  it('is of some size and breadth', () => {
    expect(documents.length).toBeGreaterThanOrEqual(42);
    expect(new Set(documents.map((d) => d.agency)).size).toBeGreaterThan(20);
    expect(new Set(documents.map((d) => d.made.slice(0, 4))).size).toBe(8);
    expect(new Set(documents.map((d) => d.theme.split('\\')[0])).size).toBeGreaterThan(12);
    expect(new Set(drafts.map((d) => d.stage)).size).toBe(10);
  });

  it('points only to documents made before, and names a ref once', () => {
    expect(refs.size).toBe(all.length);
    expect(new Set(all.map((d) => `${d.agency} ${d.title}`)).size).toBe(all.length);
    for (const doc of all) {
      const first = 'made' in doc ? (stepsOfDocument(doc)[0]?.at ?? '') : '9999';
      for (const ref of [doc.forwards, ...(doc.relations ?? []).map((r) => r.ref)]) {
        if (ref === undefined) continue;
        const target = documents.find((d) => d.ref === ref);
        const issued = target && stepsOfDocument(target).find((s) => s.act === 'issue')?.at;
        expect(issued !== undefined && issued < first, `${doc.ref} → ${ref}`).toBe(true);
      }
    }
  });
});

describe.each(all.map((doc) => [doc.ref, doc] as const))('%s', (_ref, doc) => {
  const body = bodyOf(doc.text);
  const text = bodyToText(body);

  it('passes the rules of its kind and the gate', () => {
    const input = { ...sheet(doc), bodyText: text, signers: (doc.signers ?? []).map((s) => s.name) };
    expect(checkKindRules(input).filter((r) => r.severity === 'refuse')).toEqual([]);
    const gate = checkDisclosure(sheet(doc).disclosure);
    expect(gate.ok).toBe(!('undecided' in doc));
  });

  it('has known theme, items, agency, number code', () => {
    expect(findTheme(doc.theme)).not.toBeNull();
    for (const item of doc.items ?? []) expect(item).toMatch(/^(?:20-(?:[1-9]|1[0-5])|21-[1-7])$/);
    const agency = agencies.find((a) => a.code === doc.agency);
    const codes = agency?.numberCodes.map((n) => n.code) ?? [];
    expect(codes).toContain(doc.numberCode ?? codes[0]);
    for (const joint of doc.joint ?? []) expect(agencyCodes.has(joint)).toBe(true);
  });

  it('reads as a document and holds nothing that looks like a real person', () => {
    expect(text.length).toBeGreaterThan(120);
    expect(text.length).toBeLessThan(2600);
    expect(text).not.toMatch(/\[\[|\]\]|^\|/m);
    expect(findPersonalData(text)).toEqual([]);
    expect(detectSecrecyMarking(text)).toBeNull();
    expect(doc.title.length).toBeLessThan(60);
    if (doc.attribute === 'redacted') expect(redactionsOf(body).length).toBeGreaterThan(0);
  });

  it('has tables with rows of one width', () => {
    for (const block of body.content) {
      if (block.type === 'table') expect(new Set(block.content.map((row) => row.content.length)).size).toBe(1);
    }
  });

  if ('made' in doc) {
    it('is made on a working day, by steps in order, within the periods', () => {
      expect(isWorkingDay(civilDate(doc.made)).working).toBe(true);
      const steps = stepsOfDocument(doc).filter((s) => s.act !== 'end');
      expect(steps.map((s) => s.at)).toEqual(steps.map((s) => s.at).toSorted());
      const legality = steps.find((s) => s.act === 'pass-legality')?.data?.legality;
      if (legality && legality.emergency !== true) {
        const { earliest, latest } = legalityReviewWindow(legality.startedOn);
        expect(legality.finishedOn >= earliest.due && legality.finishedOn <= latest.due).toBe(true);
      }
      if (doc.expires !== undefined) expect(doc.expires > (doc.effective ?? doc.made)).toBe(true);
      expect((doc.category === 'normative' || doc.category === 'rule') === (doc.making !== undefined)).toBe(true);
    });
  } else {
    it('has come as far as it says', () => {
      const steps = stepsOfDraft(doc, today());
      expect(steps[0]?.act).toBe('draft');
      expect(steps.map((s) => s.at)).toEqual(steps.map((s) => s.at).toSorted());
    });
  }

  it('has the layout of its kind', () => {
    expect(sheet(doc).form).toBe(kindOf(doc.kind).defaultForm);
  });
});

describe('drafts', () => {
  it('never reach into the future, on whatever day the city is built, holidays included', () => {
    for (let day = civilDate('2025-01-01'); day < '2028-01-01'; day = addDays(day, 1)) {
      for (const draft of drafts) {
        const steps = stepsOfDraft(draft, day);
        const days = steps.flatMap((s) => [civilDateOf(s.at), s.data?.legality?.finishedOn ?? day, s.data?.dateMade ?? day]);
        expect(days.every((d) => d <= day), `${draft.ref} ${day}`).toBe(true);
      }
    }
  });
});

describe('annual reports', () => {
  it.each([['city', cityFigures], ['education', educationFigures]] as const)('%s: received + carried in = results + carried out, column by column', (_name, f) => {
    for (const label of Object.keys(f.results)) expect(resultRows).toContain(label);
    for (let c = 0; c < 6; c += 1) {
      const results = Object.values(f.results).reduce((sum, row) => sum + (row[c] ?? 0), 0);
      expect((f.received[c] ?? 0) + (f.carriedIn[c] ?? 0)).toBe(results + (f.carriedOut[c] ?? 0));
    }
  });
});

describe('docs/demo.md', () => {
  it('names every persona with the duty', () => {
    const text = readFileSync(new URL('../../../docs/demo.md', import.meta.url), 'utf8');
    for (const p of personas) expect(text).toContain(`| ${p.name} | ${p.duty} |`);
    for (const title of [...text.matchAll(/《([^》]+)》/g)].map((m) => m[1] ?? '')) {
      expect(all.some((doc) => doc.title.includes(title)), title).toBe(true);
    }
  });
});
