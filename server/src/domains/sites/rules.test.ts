import { civilDate } from '@tongming/law';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgencyKind, SiteState } from '../../platform/schema.ts';
import { darkTone, leastContrast, moodOn, plainTheme, themeCss, themeSchema, worstContrast } from './open/theme.ts';
import { homesOf, placeOf, scopeOf, type OpenSite } from './open/sites.ts';
import { maySite, moveFaults, themeFaults, type Around, type KnownSite, type Proposal, type SiteAgency } from './rules.ts';

const agency = (code: string, name: string, kind: AgencyKind, regionLevel: string, parentCode: string | null = null): SiteAgency => ({ code, name, kind, regionLevel, parentCode });
const city = agency('150500', '通辽市人民政府', 'government', 'city');
const bureau = agency('150500-MZJ', '通辽市民政局', 'department', 'city', '150500');
const banner = agency('150521', '科尔沁左翼中旗人民政府', 'government', 'county', '150500');
const zone = agency('150571', '通辽经济技术开发区管理委员会', 'zone', 'zone', '150500');
const portal: KnownSite = { code: 'tongliao', kind: 'portal', language: 'zh-CN', agencyCode: '150500', domain: 'www.tongliao.gov.cn', name: '通辽市人民政府', state: 'open' };
const of = (proposal: Partial<Proposal>): Proposal => ({ code: 'new', kind: 'portal', language: 'zh-CN', twin: null, domain: 'www.example.gov.cn', name: '', ...proposal });
const around = (more: Partial<Around> = {}): Around => ({ above: [], others: [], demonstration: false, ...more });
const codes = (proposal: Proposal, who: SiteAgency, more: Partial<Around> = {}): string[] => maySite(proposal, who, around(more)).map((fault) => fault.code);

describe('who may have a site', () => {
  it.each<[string, Proposal, SiteAgency, Partial<Around>, string[]]>([
    ['a city portal', of({ name: '通辽市人民政府' }), city, {}, []],
    ['a banner portal with a longer name', of({ name: '科尔沁左翼中旗人民政府门户网站' }), banner, { others: [portal] }, []],
    ['a department below its portal', of({ kind: 'department', name: '通辽市民政局', domain: 'mzj.tongliao.gov.cn' }), bureau, { above: [city], others: [portal] }, []],
    ['a zone', of({ kind: 'zone', name: '通辽经济技术开发区管理委员会' }), zone, {}, []],
    ['a Mongolian twin', of({ language: 'mn-Mong-CN', twin: 'tongliao', name: '通辽市人民政府（蒙古文）', domain: 'mn.tongliao.gov.cn' }), city, { others: [portal] }, []],
    ['a township', of({ name: '木里图镇人民政府' }), agency('150502103', '木里图镇人民政府', 'township', 'township', '150502'), {}, ['no-township-site']],
    ['a county department', of({ kind: 'department', name: '某局', domain: 'x.y.gov.cn' }), agency('150502-X', '某局', 'department', 'county', '150502'), { above: [banner] }, ['no-county-department-site', 'no-portal']],
    ['a leading group', of({ name: '领导小组办公室' }), agency('150500-Z', '领导小组办公室', 'body', 'city', '150500'), {}, ['no-body-site']],
    ['a second site of one agency', of({ name: '通辽市人民政府' }), city, { others: [portal] }, ['one-site-each']],
    ['after the first was closed', of({ name: '通辽市人民政府', domain: portal.domain }), city, { others: [{ ...portal, state: 'closed' }] }, []],
    ['a department as a portal', of({ name: '通辽市民政局' }), bureau, { above: [city] }, ['wrong-site-kind']],
    ['a department elsewhere', of({ kind: 'department', name: '通辽市民政局', domain: 'www.mzj.gov.cn' }), bureau, { above: [city], others: [portal] }, ['domain-not-below']],
    ['a department whose domain only ends alike', of({ kind: 'department', name: '通辽市民政局', domain: 'mzj-tongliao.gov.cn' }), bureau, { above: [city], others: [portal] }, ['domain-not-below']],
    ['a domain outside .gov.cn', of({ name: '通辽市人民政府', domain: 'www.tongliao.com' }), city, {}, ['not-gov-cn']],
    ['.localhost in earnest', of({ name: '通辽市人民政府', domain: 'tongliao.localhost' }), city, {}, ['not-gov-cn', 'portal-www']],
    ['.localhost in a demonstration', of({ name: '通辽市人民政府', domain: 'tongliao.localhost' }), city, { demonstration: true }, []],
    ['a portal without www', of({ name: '通辽市人民政府', domain: 'tongliao.gov.cn' }), city, {}, ['portal-www']],
    ['no domain at all', of({ name: '通辽市人民政府', domain: 'http://www.x.gov.cn/' }), city, {}, ['bad-domain']],
    ['a domain somebody has', of({ name: '科尔沁左翼中旗人民政府', domain: portal.domain }), banner, { others: [portal] }, ['domain-taken']],
    ['a fancy name', of({ name: '草原明珠网' }), city, {}, ['site-name']],
    ['Mongolian without a twin', of({ language: 'mn-Mong-CN', name: '通辽市人民政府', domain: 'www.mn.gov.cn' }), city, { others: [portal] }, ['twin-needed']],
    ['Chinese with a twin', of({ twin: 'tongliao', name: '科尔沁左翼中旗人民政府', domain: 'a.tongliao.gov.cn' }), banner, { others: [portal] }, ['no-twin']],
  ])('%s', (_, proposal, who, more, expected) => expect(codes(proposal, who, more)).toEqual(expected));

  it('tells every reason at once, each with its words', () => {
    const faults = maySite(of({ name: '草原明珠网', domain: 'www.x.com' }), city, around({ others: [portal] }));
    expect(faults.map((fault) => fault.code)).toEqual(['one-site-each', 'not-gov-cn', 'site-name']);
    expect(faults.every((fault) => /\p{Script=Han}/u.test(fault.message) && fault.field !== undefined)).toBe(true);
  });
});

describe('states', () => {
  const facts = { idCode: '1505000001', operator: '政务公开科', phone: '0475', icp: '蒙ICP备1号', police: '蒙公网安备1号' };
  const allowed = new Set(['preparing open', 'preparing closed', 'open suspended', 'suspended open', 'suspended closed']);
  const all: SiteState[] = ['preparing', 'open', 'suspended', 'closed'];
  it.each(all.flatMap((from) => all.filter((to) => to !== from).map((to) => [from, to] as const)))('%s to %s', (from, to) => {
    const faults = moveFaults(from, { state: to, notice: '公告', facts, kind: 'portal' }, { portal: false });
    expect(faults.map((fault) => fault.code)).toEqual(allowed.has(`${from} ${to}`) ? [] : ['wrong-move']);
  });
  it('opens only with its furniture, below an open portal', () => {
    const faults = moveFaults('preparing', { state: 'open', notice: null, facts: { idCode: '1505000001' }, kind: 'department' }, { portal: false });
    expect(faults.map((fault) => fault.field)).toEqual(['facts.operator', 'facts.phone', 'facts.icp', 'facts.police', 'state']);
  });
  it('tells the public before it goes', () => {
    for (const [from, to] of [['open', 'suspended'], ['suspended', 'closed'], ['suspended', 'suspended']] as const) {
      expect(moveFaults(from, { state: to, notice: null, facts, kind: 'portal' }, { portal: true }).map((f) => f.code)).toEqual(['notice-needed']);
    }
  });
});

describe('theme', () => {
  it.each<[string, object, string[]]>([
    ['readable', { brand: '#1e4f91' }, []], ['too pale', { brand: '#7fb2ff' }, ['theme.brand']], ['too dark for the dark', { brand: '#1e4f91', brandDark: '#16324f' }, ['theme.brandDark']],
    ['dark alone', { brandDark: '#a3c7f7' }, ['theme.brandDark']], ['mourning without days', { mood: 'mourning' }, ['theme.moodFrom']],
    ['days the wrong way', { mood: 'festival', moodFrom: '2026-10-08', moodTo: '2026-10-01' }, ['theme.moodTo']],
  ])('%s', (_, given, fields) => expect(themeFaults(themeSchema.parse(given)).map((fault) => fault.field)).toEqual(fields));
  it('takes nothing but colours, hashes and days', () => {
    for (const bad of [{ brand: 'red' }, { brand: '#fff}body{x:y' }, { emblem: '../x' }, { banner: 'url(x)' }, { moodFrom: '2026-13-01' }]) expect(themeSchema.safeParse(bad).success).toBe(false);
  });
  it('finds a tone for dark pages that can be read, whatever the colour', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 0xffffff }), (n) => {
      const brand = `#${n.toString(16).padStart(6, '0')}`;
      expect(worstContrast(darkTone(brand), 'dark')).toBeGreaterThanOrEqual(leastContrast);
    }));
  });
  it('is a mood on its days only', () => {
    const theme = themeSchema.parse({ mood: 'mourning', moodFrom: '2026-12-13', moodTo: '2026-12-13' });
    expect(['2026-12-12', '2026-12-13', '2026-12-14'].map((day) => moodOn(theme, civilDate(day)))).toEqual(['ordinary', 'mourning', 'ordinary']);
  });
  it('says nothing when there is nothing to say', () => {
    expect(themeCss(plainTheme, (hash) => hash)).toBeNull();
    expect(themeCss({ ...plainTheme, brand: '#9c2f1f' }, (hash) => hash)).toContain('--brand:#9c2f1f');
  });
});

describe('which site an address is, and what it shows', () => {
  const site = (code: string, agencyCode: string, more: Partial<OpenSite> = {}): OpenSite => ({
    code, kind: 'portal', language: 'zh-CN', regionCode: agencyCode.slice(0, 6), agencyCode, domain: `www.${code}.gov.cn`, name: code, facts: {}, theme: plainTheme, state: 'open', notice: null, position: 0, ...more,
  });
  const sites = [site('tl', '150500'), site('kq', '150502'), site('mzj', '150500-MZJ', { kind: 'department', domain: 'mzj.tl.gov.cn' }), site('kf', '150571', { kind: 'zone' })];
  const agencies = [
    ['150500', null], ['150500-MZJ', '150500'], ['150500-ZFB', '150500'], ['150502', '150500'], ['150502-X', '150502'], ['150502103', '150502'], ['150521', '150500'], ['150571', '150500'], ['150502-Y', null],
  ].map(([code, parentCode]) => ({ code: code ?? '', parentCode: parentCode ?? null, regionCode: (code ?? '').slice(0, 6) }));

  it.each([
    ['www.kq.gov.cn', 'kq', true], ['WWW.KQ.gov.cn:8080', 'kq', true], ['kq.gov.cn', 'kq', true], ['www.kq.gov.cn.', 'kq', true], ['mzj.tl.gov.cn', 'mzj', true],
    ['127.0.0.1:80', 'tl', false], ['kq.localhost', 'tl', false], ['evil.example', 'tl', false],
  ])('%s', (host, code, named) => {
    const place = placeOf(sites, host, false);
    expect([place?.site.code, place?.named]).toEqual([code, named]);
  });
  it('in a demonstration names of the real world are nobody\'s', () => {
    expect(placeOf(sites, 'kq.localhost:8080', true)).toMatchObject({ site: { code: 'kq' }, named: true });
    expect(placeOf(sites, 'www.kq.gov.cn', true)).toMatchObject({ site: { code: 'tl' }, named: false });
    expect(placeOf([], 'www.kq.gov.cn', true)).toBeNull();
  });
  it('every agency stands in exactly one portal, and a department also on its own site', () => {
    const homes = homesOf(sites, agencies);
    const scopes = Object.fromEntries(sites.map((one) => [one.code, [...scopeOf(one, agencies, homes)]]));
    expect(scopes).toEqual({
      tl: ['150500', '150500-MZJ', '150500-ZFB', '150521'], kq: ['150502', '150502-X', '150502103', '150502-Y'], mzj: ['150500-MZJ'], kf: ['150571'],
    });
    expect(['150500-MZJ', '150502103', '150521', 'unknown'].map((code) => homes.homeOf(code)?.code)).toEqual(['mzj', 'kq', 'tl', 'tl']);
  });
});
