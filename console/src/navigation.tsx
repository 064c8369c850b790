import AuditOutlined from '@ant-design/icons/es/icons/AuditOutlined';
import BankOutlined from '@ant-design/icons/es/icons/BankOutlined';
import BellOutlined from '@ant-design/icons/es/icons/BellOutlined';
import BugOutlined from '@ant-design/icons/es/icons/BugOutlined';
import CalendarOutlined from '@ant-design/icons/es/icons/CalendarOutlined';
import ClearOutlined from '@ant-design/icons/es/icons/ClearOutlined';
import ClusterOutlined from '@ant-design/icons/es/icons/ClusterOutlined';
import EyeInvisibleOutlined from '@ant-design/icons/es/icons/EyeInvisibleOutlined';
import FieldTimeOutlined from '@ant-design/icons/es/icons/FieldTimeOutlined';
import FileTextOutlined from '@ant-design/icons/es/icons/FileTextOutlined';
import FileUnknownOutlined from '@ant-design/icons/es/icons/FileUnknownOutlined';
import FolderOpenOutlined from '@ant-design/icons/es/icons/FolderOpenOutlined';
import FormOutlined from '@ant-design/icons/es/icons/FormOutlined';
import PhoneOutlined from '@ant-design/icons/es/icons/PhoneOutlined';
import SendOutlined from '@ant-design/icons/es/icons/SendOutlined';
import BarChartOutlined from '@ant-design/icons/es/icons/BarChartOutlined';
import GlobalOutlined from '@ant-design/icons/es/icons/GlobalOutlined';
import HourglassOutlined from '@ant-design/icons/es/icons/HourglassOutlined';
import HomeOutlined from '@ant-design/icons/es/icons/HomeOutlined';
import NotificationOutlined from '@ant-design/icons/es/icons/NotificationOutlined';
import PieChartOutlined from '@ant-design/icons/es/icons/PieChartOutlined';
import ImportOutlined from '@ant-design/icons/es/icons/ImportOutlined';
import ReadOutlined from '@ant-design/icons/es/icons/ReadOutlined';
import SwapOutlined from '@ant-design/icons/es/icons/SwapOutlined';
import SettingOutlined from '@ant-design/icons/es/icons/SettingOutlined';
import SolutionOutlined from '@ant-design/icons/es/icons/SolutionOutlined';
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined';
import TranslationOutlined from '@ant-design/icons/es/icons/TranslationOutlined';
import type { ReactNode } from 'react';
import type { Role } from '#contract';
import { m } from './messages.ts';

export type Item = { to: string; label: string; icon: ReactNode; roles?: Role[] };
export const handlers: Role[] = ['openness-clerk', 'openness-head', 'drafter', 'legality-reviewer', 'secrecy-reviewer', 'signer'];
/** 三员分立: none of the three does business. */
export const administrators = ['system-admin', 'security-admin', 'audit-admin'] as const satisfies readonly Role[];
const business = (Object.keys(m.names.roles) as Role[]).filter((role) => !administrators.some((one) => one === role));
export const groups: { label: string; items: Item[] }[] = [
  { label: m.nav.groups.work, items: [
    { to: '/', label: m.nav.home, icon: <HomeOutlined /> },
    { to: '/documents', label: m.nav.documents, icon: <FileTextOutlined />, roles: business },
  ] },
  { label: m.nav.groups.open, items: [
    { to: '/foi', label: m.nav.foi, icon: <SolutionOutlined />, roles: handlers },
    { to: '/annual-reports', label: m.nav.annualReports, icon: <BarChartOutlined />, roles: ['openness-clerk', 'openness-head', 'signer'] },
    { to: '/guides', label: m.nav.guides, icon: <ReadOutlined />, roles: ['openness-clerk', 'openness-head'] },
    { to: '/translations', label: m.nav.translations, icon: <TranslationOutlined />, roles: ['openness-clerk', 'openness-head', 'drafter', 'reviewer'] },
    { to: '/records', label: m.nav.records, icon: <GlobalOutlined /> },
    { to: '/content', label: m.nav.content, icon: <FormOutlined />, roles: ['drafter', 'reviewer', 'openness-clerk', 'openness-head'] },
    { to: '/topics', label: m.nav.topics, icon: <FolderOpenOutlined />, roles: ['openness-clerk', 'openness-head'] },
    { to: '/hotlines', label: m.nav.hotlines, icon: <PhoneOutlined />, roles: ['openness-clerk', 'openness-head'] },
    { to: '/content/offers', label: m.nav.offers, icon: <SendOutlined />, roles: ['openness-clerk', 'openness-head'] },
    { to: '/imports', label: m.nav.imports, icon: <ImportOutlined />, roles: ['openness-clerk', 'office'] },
    { to: '/validity', label: m.nav.validity, icon: <HourglassOutlined />, roles: business },
    { to: '/cleanups', label: m.nav.cleanups, icon: <ClearOutlined />, roles: business },
    { to: '/missing-documents', label: m.nav.missing, icon: <FileUnknownOutlined />, roles: ['openness-clerk', 'office'] },
    { to: '/search-synonyms', label: m.nav.synonyms, icon: <SwapOutlined />, roles: ['openness-clerk', 'office'] },
    { to: '/alerts', label: m.nav.alerts, icon: <BellOutlined />, roles: ['openness-clerk', 'openness-head', 'office'] },
    { to: '/inventory', label: m.nav.inventory, icon: <PieChartOutlined />, roles: ['openness-clerk', 'office'] },
    { to: '/missing-channels', label: m.nav.channels, icon: <NotificationOutlined />, roles: ['openness-clerk', 'office'] },
    { to: '/page-errors', label: m.nav.pageErrors, icon: <BugOutlined />, roles: ['openness-clerk'] },
  ] },
  { label: m.nav.groups.admin, items: [
    { to: '/agencies', label: m.nav.agencies, icon: <BankOutlined />, roles: [...administrators, 'openness-clerk', 'office'] },
    { to: '/sites', label: m.nav.sites, icon: <ClusterOutlined />, roles: ['openness-clerk', 'openness-head'] },
    { to: '/columns', label: m.nav.columns, icon: <FieldTimeOutlined />, roles: ['openness-clerk', 'openness-head'] },
    { to: '/foi/holidays', label: m.nav.holidays, icon: <CalendarOutlined />, roles: ['openness-clerk', 'openness-head'] },
    { to: '/foi/settings', label: m.nav.foiSettings, icon: <SettingOutlined />, roles: ['openness-clerk', 'openness-head'] },
    { to: '/foi/anonymisation', label: m.nav.anonymisation, icon: <EyeInvisibleOutlined />, roles: ['openness-head'] },
    { to: '/people', label: m.nav.people, icon: <TeamOutlined />, roles: ['system-admin', 'security-admin'] },
    { to: '/journal', label: m.nav.journal, icon: <AuditOutlined />, roles: ['audit-admin'] },
  ] },
];

/** The item an address belongs to: the longest that begins it. */
export function itemAt(pathname: string): string | null {
  const begins = groups.flatMap((group) => group.items).filter(({ to }) => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`)));
  return begins.toSorted((a, b) => b.to.length - a.to.length)[0]?.to ?? null;
}

/** Whether an address lies under a page that is not for this person. */
export function isBarred(pathname: string, has: (...roles: Role[]) => boolean): boolean {
  const item = groups.flatMap((group) => group.items).find(({ to }) => to === itemAt(pathname));
  return item?.roles !== undefined && !has(...item.roles);
}

/** Pages a person may open. */
export function pagesFor(has: (...roles: Role[]) => boolean): Item[] {
  return groups.flatMap((group) => group.items).filter((item) => item.roles === undefined || has(...item.roles));
}
