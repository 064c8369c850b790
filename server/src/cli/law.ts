import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import {
  addWorkingDays, agencyLevelOf, checkAnnualReport, civilDate, feeByItems, feeByPages, foiReplyClock, LawInputError, monthlyDate, nationalCalendar,
  parseFoiEvents, regionalCalendar, remedyFor, today, type AuthorityRole, type Calendar, type CivilDate, type DueDate, type FoiEvent,
} from '@tongming/law';
import { UsageFault, type CliCommand, type CliIo } from './command.ts';
import { dueUnder } from './law-rules.ts';
import { lawHelp, words, writeDue, writeFee, writeRemedy, writeReport } from './law-text.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;
type Call = { values: Values; files: string[]; io: CliIo };
/** Returns the exit code; what it throws about its input becomes 2. */
type Subcommand = { options: string[]; run(call: Call): number };

const subcommands: Record<string, Subcommand> = {
  'due-date': { options: ['rule', 'received', 'from', 'events', 'region'], run: dueDate },
  fee: { options: ['pages', 'items', 'before', 'date'], run: fee },
  remedy: { options: ['outcome', 'agency-level', 'date', 'province', 'city', 'county', 'online'], run: remedy },
  'working-day': { options: ['from', 'add', 'region'], run: workingDay },
  monthly: { options: ['month', 'day', 'region'], run: monthly },
  'check-annual-report': { options: [], run: annualReport },
};

export const lawCommand: CliCommand = {
  name: 'law',
  summary: words.summary,
  help: lawHelp,
  async run(args, io) {
    const [name = '', ...rest] = args[0] === '--json' ? [...args.slice(1), '--json'] : args;
    try {
      const subcommand = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
      if (!subcommand) throw new UsageFault(words.noSubcommand(name, Object.keys(subcommands)));
      const options: Options = { json: { type: 'boolean' } };
      for (const option of subcommand.options) options[option] = { type: 'string' };
      const { values, positionals } = parseArgs({ args: withNegatives(rest), options, allowPositionals: name === 'check-annual-report' });
      return subcommand.run({ values, files: positionals, io });
    } catch (error) {
      io.err(badInput(error));
      return 2;
    }
  },
};

/** `--add -1` as `--add=-1`, so that it is refused as a number, not as an option. */
function withNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? '';
    if (/^-\d/.test(arg) && /^--[a-z-]+$/.test(before)) joined.splice(-1, 1, `${before}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

/** The words of what is wrong with the input; anything else is a fault of ours and goes on. */
function badInput(error: unknown): string {
  if (error instanceof LawInputError || error instanceof UsageFault) return error.message;
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) return words.badArguments(error.message);
  throw error;
}

function text({ values }: Call, option: string): string | null {
  const value = values[option];
  return typeof value === 'string' && value !== '' ? value : null;
}

function need(call: Call, option: string): string {
  const value = text(call, option);
  if (value === null) throw new UsageFault(words.missing(option));
  return value;
}

function wholeNumber(option: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new UsageFault(words.notWhole(option, value));
  return Number(value);
}

function readJson(file: string): unknown {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageFault(words.unreadable(file, error instanceof Error ? error.message : ''));
  }
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    throw new UsageFault(words.notJson(file));
  }
}

/** Prints `json` whole with --json, else the lines. Warnings go to the error stream, so that the output stays as documented. */
function print({ values, io }: Call, json: unknown, lines: () => string[], warnings: readonly string[] = []): void {
  if (values['json'] === true) io.out(JSON.stringify(json, null, 2));
  else for (const line of lines()) io.out(line);
  for (const warning of warnings) io.err(words.warning(warning));
}

function calendarOf(call: Call): Calendar {
  const region = text(call, 'region');
  return region === null ? nationalCalendar : regionalCalendar(region);
}

function provisionalNote(due: DueDate): string[] {
  return due.provisional ? [words.provisional] : [];
}

function dueDate(call: Call): number {
  const rule = text(call, 'rule') ?? 'foi-reply';
  const start = text(call, 'received') ?? text(call, 'from');
  const file = text(call, 'events');
  const calendar = calendarOf(call);
  if (file !== null && rule !== 'foi-reply') throw new UsageFault(words.eventsForReply);
  if (rule !== 'foi-reply') {
    const due = dueUnder(rule, civilDate(start ?? need(call, 'received')), calendar);
    printDue(call, due, provisionalNote(due));
    return 0;
  }
  const events = eventsOf(file, start === null ? null : civilDate(start));
  if (events.length === 0) throw new UsageFault(words.receivedOrEvents);
  const clock = foiReplyClock(events, { calendar });
  printDue(call, clock, [...clock.warnings.map((w) => w.message), ...provisionalNote(clock)]);
  return 0;
}

function printDue(call: Call, { due, provisional, derivation }: DueDate, warnings: readonly string[]): void {
  const days = derivation.map(({ date, counted, reason, article }) => ({ date, counted, reason, article }));
  print(call, { due, provisional, derivation: days }, () => writeDue({ due, provisional, derivation: days }), warnings);
}

/** The file's events; the day given beside them stands for the receipt when the file has none. */
function eventsOf(file: string | null, received: CivilDate | null): FoiEvent[] {
  const events = file === null ? [] : parseFoiEvents(readJson(file));
  const known = events.find((e) => e.type === 'received');
  if (known && received && known.date !== received) throw new UsageFault(words.receivedTwice(known.date, received));
  return known || received === null ? events : [{ type: 'received', date: received }, ...events];
}

function fee(call: Call): number {
  const [pages, items, before, date] = [text(call, 'pages'), text(call, 'items'), text(call, 'before'), text(call, 'date')];
  if ((pages === null) === (items === null)) throw new UsageFault(words.pagesOrItems);
  if (pages !== null && before !== null) throw new UsageFault(words.beforeForItems);
  const day = date === null ? undefined : civilDate(date);
  const result = items === null
    ? feeByPages(wholeNumber('pages', pages ?? ''), day)
    : feeByItems(wholeNumber('items', items), { before: wholeNumber('before', before ?? '0'), date: day });
  const { amount, derivation } = result;
  print(call, { amount, derivation }, () => writeFee(result), result.certainty === 'memory' ? [words.feeFromMemory] : []);
  return 0;
}

function remedy(call: Call): number {
  const date = text(call, 'date');
  const online = text(call, 'online');
  const names: Partial<Record<AuthorityRole, string>> = {};
  for (const role of ['province', 'city', 'county'] as const) {
    const name = text(call, role);
    if (name !== null) names[role] = name;
  }
  const result = remedyFor({
    subject: need(call, 'outcome'),
    level: agencyLevelOf(need(call, 'agency-level')),
    date: date === null ? today() : civilDate(date),
    names,
    electronic: online === null ? null : { channel: online },
  });
  print(call, { reconsiderationFirst: result.requirement === 'first', ...result }, () => writeRemedy(result));
  return 0;
}

function workingDay(call: Call): number {
  const due = addWorkingDays(civilDate(need(call, 'from')), wholeNumber('add', need(call, 'add')), { article: '', calendar: calendarOf(call) });
  print(call, { date: due.due }, () => [due.due], provisionalNote(due));
  return 0;
}

function monthly(call: Call): number {
  const due = monthlyDate(need(call, 'month'), wholeNumber('day', need(call, 'day')), calendarOf(call));
  print(call, { date: due.due }, () => [due.due], provisionalNote(due));
  return 0;
}

function annualReport(call: Call): number {
  const [file, ...more] = call.files;
  if (file === undefined || more.length > 0) throw new UsageFault(words.oneReport);
  const result = checkAnnualReport(readJson(file));
  print(call, result, () => writeReport(result));
  return result.ok ? 0 : 1;
}
