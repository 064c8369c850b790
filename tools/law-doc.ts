// docs/law.md: every rule of packages/law with its article, its number, its days of force and how sure it is, read from
// the data; and the tests that hold it. `--check` only compares. Made by `npm run docs:law`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  agencyLevels, annualReportForms, citeRule, columnChecks, columnTypes, columnWarnings, consultationRules, coProducerAnswerRules, correctionNoticeRules, disclosureGrounds, documentKinds, feePaymentRules,
  feeTariffs, foiClockDefaults, legalityReviewRules, nationalCalendar, outcomes, proactiveDisclosureRules, publicOpinionRules, receiptDefaults,
  receiptRules, reconsiderationRules, recordCorrectionRule, regions, remedyDefaults, reopenedRule, replyRules, requirementOf, suitRules,
  thirdPartyAnswerRules, unrenewedMonths, validityDefaults, type Certainty, type PeriodRule,
} from '../packages/law/src/index.ts';

const top = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(top, 'docs', 'law.md');
const SOURCES = 'packages/law/src';

type Row = { article: string; rule: string; from: string; to: string | null; certainty: Certainty };
/** `tests`: file and the names in it, which must stand there word for word. */
type Section = { title: string; file: string; tests: [file: string, ...names: string[]][]; rows: Row[] };
type Dated = { effectiveFrom: string; effectiveTo: string | null; certainty: Certainty };

const dated = (article: string, rule: string, r: Dated): Row => ({ article, rule, from: r.effectiveFrom, to: r.effectiveTo, certainty: r.certainty });
const cited = (article: string, rule: string, certainty: Certainty): Row => ({ article, rule, from: '', to: null, certainty });
const periods = (rules: readonly PeriodRule[]): Row[] => rules.map((r) => dated(citeRule(r), `\`${r.code}\`: ${r.workingDays} working days`, r));

function clocks(): Section[] {
  return [
    {
      title: 'Reply period of an application (依申请公开答复)', file: 'foi-rules.ts',
      tests: [['tables.test.ts', 'of the reply'], ['foi-days.test.ts'], ['foi-clock.test.ts', 'old rule: 15 and at most 15 more', 'an extension adds, if the applicant is told before the period ends', 'overlapping consultations are left out once'],
        ['foi-clock.properties.test.ts', 'equals the brute-force walk'], ['cases.test.ts', 'receipt around holidays and make-up days', 'whole cases'], ['foi-rounds.test.ts']],
      rows: [
        ...replyRules.map((r) => dated(citeRule(r), `\`${r.code}\`: ${r.workingDays} working days, at most ${r.extensionWorkingDays} more, once; correction starts again (${r.correctionArticle}), consultation is left out (${r.exclusionArticle})`, r)),
        ...[reopenedRule(null, foiClockDefaults, replyRules.at(-1) ?? recordCorrectionRule(foiClockDefaults)), recordCorrectionRule(foiClockDefaults)]
          .map((r) => dated(r.article, `\`${r.code}\`: ${r.workingDays} working days (a setting)`, r)),
      ],
    },
    {
      title: 'Periods within it', file: 'foi-rules.ts',
      tests: [['tables.test.ts', 'within it, of disclosure, review and consultation'], ['cases.test.ts', '7 and 15 working days'], ['foi-clock.test.ts', 'each has its own period and derivation', 'payment counts the period afresh from the day after; settings may leave it out or pass it over']],
      rows: [correctionNoticeRules, thirdPartyAnswerRules, coProducerAnswerRules, feePaymentRules].flatMap(periods),
    },
    {
      title: 'Proactive disclosure, legality review, public consultation', file: 'duties.ts, consultation.ts',
      tests: [['tables.test.ts', 'within it, of disclosure, review and consultation'], ['calendar.test.ts', 'proactive disclosure: 20 working days under the rule in force that day', 'legality review: between 5 and 15 working days'], ['consultation.test.ts', 'lasts 30 days, first and last day included']],
      rows: [
        ...periods(proactiveDisclosureRules),
        ...legalityReviewRules.map((r) => dated(citeRule(r), `\`${r.code}\`: ${r.minWorkingDays} to ${r.maxWorkingDays} working days`, r)),
        ...consultationRules.map((r) => dated(citeRule(r), `\`${r.code}\`: at least ${r.minDays} days`, r)),
      ],
    },
    {
      title: 'Public opinion, in natural hours', file: 'periods.ts',
      tests: [['tables.test.ts', 'in hours'], ['periods.test.ts', 'hours run through nights and holidays']],
      rows: publicOpinionRules.map((r) => dated(r.law, `\`${r.code}\` (${r.concerns}): ${r.hours} hours`, r)),
    },
  ];
}

function decisions(): Section[] {
  const levels = new Map(agencyLevels.map((l) => [l.code, l.name]));
  return [
    {
      title: 'Receipt by channel (收到申请之日)', file: 'foi-receipt.ts', tests: [['tables.test.ts', 'receipt by channel'], ['foi-rules.test.ts', 'receipt by channel']],
      rows: receiptRules.map((r) => cited(r.article, `\`${r.channel}\`: ${r.counts.join(', else ')}`, r.certainty)),
    },
    {
      title: 'Fees (信息处理费)', file: 'foi-fee.ts',
      tests: [['tables.test.ts', 'fees'], ['cases.test.ts', 'fees by the unit, one band on top of the other'], ['foi-rules.test.ts', 'charges only what comes on top of earlier items of the month']],
      rows: feeTariffs.flatMap((t) => t.bands.map((b) => dated(citeRule(t), `\`${t.code}\` ${b.from}–${b.to ?? '…'}: ${b.yuan} yuan${t.step && b === t.bands.at(-1) ? `; every further ${t.step.width}: ${t.step.yuan} more` : ''}`, { ...t, certainty: b.certainty }))),
    },
    {
      title: 'Grounds for not disclosing', file: 'disclosure.ts', tests: [['tables.test.ts', 'grounds, metadata, blocks, items'], ['disclosure.test.ts', 'grounds are those of 第十四条 to 第十六条 with their strength']],
      rows: disclosureGrounds.map((g) => ({ article: g.article, rule: `\`${g.code}\` ${g.name}: ${g.strength}`, from: g.from, to: null, certainty: 'sourced' })),
    },
    {
      title: 'The 21 results, and which goes to reconsideration first', file: 'foi-outcomes.ts, remedy-rules.ts',
      tests: [['tables.test.ts', 'results: group, articles, what the letter must contain (? where it may be left out), what comes first'], ['foi-rules.test.ts', 'are the 21 rows of the form, with basis and what the letter must contain', 'refusals go to reconsideration first since 2024-01-01, the rest may go to court']],
      rows: outcomes.map((o) => cited(o.basis.join('、') || 'the form alone', `\`${o.code}\` ${o.label}: since 2024 \`${requirementOf(o.code, o.group, remedyDefaults)}\``, o.basis.length > 0 ? 'sourced' : 'memory')),
    },
    {
      title: 'Reconsideration and suits', file: 'remedy-rules.ts',
      tests: [['remedy.test.ts', 'who decides', 'reconsideration', 'suits: three months before 2015-05-01, six since'], ['foi-rules.test.ts', 'periods are natural and roll over', 'a choice of authority: 司法行政部门 now, every department before 2024'], ['cases.test.ts', 'a letter served %s: reconsideration to %s, suit to %s']],
      rows: [
        ...reconsiderationRules.flatMap((r) => [
          dated(r.article, `\`${r.code}\`: ${r.period.days} days${r.untold ? `, ${r.untold.months} months where not told (${r.untold.article})` : ''}; refusals: ${r.refusal}${r.refusalArticle ? ` (${r.refusalArticle})` : ''}`, r),
          ...r.authorities.map((a) => dated(a.article, `${levels.get(a.level) ?? a.level}: ${a.roles.join(' or ')}`, { ...r, certainty: a.certainty })),
        ]),
        ...suitRules.map((r) => dated(r.article, `\`${r.code}\`: ${r.months} months; ${r.afterReconsideration.days} days after reconsideration (${r.afterReconsideration.article})`, r)),
      ],
    },
  ];
}

function forms(): Section[] {
  return [
    {
      title: 'Kinds of document (文种)', file: 'kinds.ts', tests: [['tables.test.ts', 'kinds: directions (! where fixed), form, seal, addressee, in the notice'], ['kinds.test.ts', 'are those of 第八条 in order, found by name and by code']],
      rows: documentKinds.map((k) => cited(k.article, `\`${k.code}\` ${k.name}: ${k.directions.join(', ')}; ${k.sealed ? 'sealed' : 'no seal'}`, 'memory')),
    },
    {
      title: 'Annual report', file: 'annual-report-form.ts, annual-report.ts', tests: [['tables.test.ts', 'two forms by year, six sections', 'table three: rows with level and kind, seven columns'], ['annual-report.test.ts', 'forms: 25 rows of numbers since 2021, 23 before; 15 columns of cases; section two of its own', 'across years: what was carried over must arrive; stock of documents only warns']],
      rows: annualReportForms.map((f) => ({
        article: f.document, rule: `${f.table3.rows.filter((r) => r.kind !== 'header').length} rows × ${f.table3.columns.length} columns, ${f.table4.columns.length} columns of cases`,
        from: String(f.fromYear), to: f.toYear === null ? null : String(f.toYear), certainty: f.certainty,
      })),
    },
    {
      title: 'Columns of a website that are not updated (栏目不更新), and their types', file: 'site-check.ts, site-check-zh.ts',
      tests: [['site-check.test.ts', 'the check of 2019 holds from its day on', 'a duty ends on its day, months on the day of the month or its last', 'every type has a group, each once; static ones have no duty, the others one']],
      rows: [
        ...columnChecks.map((r) => dated(r.document, `\`${r.code}\`: refused with nothing new on the home page for ${r.homeDays} days, at ${r.staleTogether} stale (news after ${r.dynamicDays} days, level-1 notices and policy after ${r.noticeMonths} months, together), at ${r.unrenewed} not updated for long, or at ${r.blank} blank; never summed`, r)),
        ...columnTypes.map((t) => cited('《网页设计规范》', `${t.name}: ${t.group}, ${t.duty ?? 'no duty'}`, t.certainty)),
      ],
    },
    {
      title: 'Holidays: the yearly notices', file: 'data/calendar.json', tests: [['calendar.test.ts', 'every make-up day lies on a weekend and every year names its notice from 2008 on'], ['cases.test.ts', 'receipt around holidays and make-up days']],
      rows: nationalCalendar.years.map((y) => ({
        article: y.notices.map((n) => n.number ?? 'number not known').join('、'), rule: `${y.off.length} ranges off, ${y.work.length} make-up days`,
        from: String(y.year), to: String(y.year), certainty: y.notices.every((n) => n.certainty === 'sourced') ? 'sourced' : 'memory',
      })),
    },
    {
      title: 'Days off within a region (放假办法第四条), used where asked for', file: 'data/regions.json, regions.ts', tests: [['cases.test.ts', 'only where a region gives everyone a day off does the count leave it out']],
      rows: regions.flatMap((r) => (r.years.length === 0
        ? [cited('—', `${r.name}: none for everyone`, 'memory')]
        : r.years.map((y) => ({ article: y.source, rule: `${r.name}: ${y.days.map((d) => `${d.date}${d.working ? ' works' : ''}`).join(', ')}`, from: String(y.year), to: String(y.year), certainty: y.certainty })))),
    },
  ];
}

function settingsOf(name: string, values: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(values).map(([key, value]) => `| \`${name}.${key}\` | \`${value}\` |`);
}

function pins(section: Section): string {
  return section.tests.map(([file, ...names]) => `\`${file}\`${names.length > 0 ? ` (${names.map((n) => `“${n}”`).join(', ')})` : ''}`).join('; ');
}

function sectionLines(s: Section): string[] {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  return [
    `## ${s.title}`, '', `In \`${s.file}\`; held by ${pins(s)}.`, '', '| article | rule | in force | certainty |', '|---|---|---|---|',
    ...s.rows.map((r) => `| ${cell(r.article)} | ${cell(r.rule)} | ${r.from ? `${r.from} – ${r.to ?? ''}`.trim() : '—'} | ${r.certainty} |`), '',
  ];
}

const sections = (): Section[] => [...clocks(), ...decisions(), ...forms()];

/** Tests and files the page names that are not there. */
export function missingPins(): string[] {
  const read = (file: string): string => (existsSync(join(top, SOURCES, file)) ? readFileSync(join(top, SOURCES, file), 'utf8') : '');
  return sections().flatMap((s) => [
    ...s.file.split(', ').filter((file) => read(file) === ''),
    ...s.tests.flatMap(([file, ...names]) => (read(file) === '' ? [file] : names.filter((n) => !read(file).includes(`'${n}'`)).map((n) => `${file}: ${n}`))),
  ]);
}

export function lawPage(): string {
  return [
    '# The law as data', '',
    'Every rule `packages/law` applies, from its data: the article it rests on, its number, the days it holds for, and how sure it is.',
    '`sourced`: read in a text of the law. `memory`: not checked against a text, a setting with this default, never printed as a quotation.',
    'Under each heading stand the file and the tests that hold the numbers. Made by `npm run docs:law`.', '',
    ...sections().flatMap(sectionLines),
    '## Settings and their defaults', '', 'What the law leaves open or is known from memory only. Described in the README of `packages/law`.', '', '| setting | default |', '|---|---|',
    ...settingsOf('FoiClockSettings', foiClockDefaults), ...settingsOf('ReceiptSettings', receiptDefaults), ...settingsOf('RemedySettings', remedyDefaults),
    ...settingsOf('ValiditySettings', validityDefaults), ...settingsOf('columnWarnings', columnWarnings), ...settingsOf('unrenewedMonths', unrenewedMonths), '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const missing = missingPins();
  if (missing.length > 0) throw new Error(`${relative(top, dirname(TARGET))}: no such test or file: ${missing.join('; ')}`);
  if (!process.argv.includes('--check')) writeFileSync(TARGET, lawPage());
  else if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== lawPage()) {
    console.error(`${relative(top, TARGET)} is out of date: npm run docs:law`);
    process.exitCode = 1;
  }
}
