// What else openness by law asks of every agency: its guide confirmed, and the annual reports of two of them published.
import { instant, yearOf, civilDateOf, type Instant } from '@tongming/law';
import { actOnReport, assessReport, getReport, saveTexts, setFigure } from '../../domains/annual-report/index.ts';
import { confirmGuide, getGuide } from '../../domains/openness-guide/index.ts';
import { agencies } from '../agencies.ts';
import { holderOf } from '../people.ts';
import type { Office } from './handle.ts';
import { zh } from './zh.ts';

type Progress = (done: number, total: number) => void;

export async function confirmGuides({ db, people }: Office, progress: Progress): Promise<void> {
  for (const [i, { code }] of agencies.entries()) {
    progress(i + 1, agencies.length);
    const guide = await getGuide(db, code);
    if (guide.confirmed === null) await confirmGuide(db, holderOf(people, code, 'openness-head', []), code, { version: guide.version, texts: guide.draft }, 'demonstration');
  }
}

const reportYear = 2025;
const reporting = ['150500-MZJ', '150500-RSJ'];
const acts = [['submit', instant('2026-01-21T10:00:00+08:00')], ['publish', instant('2026-01-28T15:30:00+08:00')]] as const;

export async function publishReports({ db, files, people, fontFolder }: Office, at: Instant, progress: Progress): Promise<void> {
  if (yearOf(civilDateOf(at)) <= reportYear) return;
  for (const [i, agency] of reporting.entries()) {
    progress(i + 1, reporting.length);
    const head = holderOf(people, agency, 'openness-head', []);
    for (const cell of (await assessReport(db, agency, reportYear)).cells.filter((c) => c.value === null && c.settable)) {
      const { version } = await getReport(db, head, agency, reportYear);
      await setFigure(db, head, agency, reportYear, { version, cell: cell.key, value: 0, reason: zh.report.figure }, 'demonstration');
    }
    const begun = await getReport(db, head, agency, reportYear);
    if (begun.state === 'draft') {
      const general = begun.sections.find((section) => section.no === '一')?.draft ?? '';
      await saveTexts(db, head, agency, reportYear, { version: begun.version, texts: { 一: `${general}\n${zh.report.management}`, 五: zh.report.problems } }, 'demonstration');
    }
    for (const [act, moment] of acts) {
      const { state, version } = await getReport(db, head, agency, reportYear);
      if (moment > at || (act === 'submit') !== (state === 'draft') || state === 'published') continue;
      await actOnReport({ db, files, fontFolder, at: moment }, head, agency, reportYear, act, { version }, 'demonstration');
    }
  }
}
