import AuditOutlined from '@ant-design/icons/es/icons/AuditOutlined';
import BankOutlined from '@ant-design/icons/es/icons/BankOutlined';
import BugOutlined from '@ant-design/icons/es/icons/BugOutlined';
import FileTextOutlined from '@ant-design/icons/es/icons/FileTextOutlined';
import BarChartOutlined from '@ant-design/icons/es/icons/BarChartOutlined';
import GlobalOutlined from '@ant-design/icons/es/icons/GlobalOutlined';
import HomeOutlined from '@ant-design/icons/es/icons/HomeOutlined';
import SolutionOutlined from '@ant-design/icons/es/icons/SolutionOutlined';
import TeamOutlined from '@ant-design/icons/es/icons/TeamOutlined';
import type { ReactNode } from 'react';
import type { Role } from '#contract';
import { m } from './messages.ts';

export type Item = { to: string; label: string; icon: ReactNode; roles?: Role[] };
const handlers: Role[] = ['openness-clerk', 'openness-head', 'drafter', 'legality-reviewer', 'secrecy-reviewer', 'signer'];
const administrators: Role[] = ['system-admin', 'security-admin', 'audit-admin'];
export const groups: { label: string; items: Item[] }[] = [
  { label: m.nav.groups.work, items: [
    { to: '/', label: m.nav.home, icon: <HomeOutlined /> },
    { to: '/documents', label: m.nav.documents, icon: <FileTextOutlined /> },
  ] },
  { label: m.nav.groups.open, items: [
    { to: '/foi', label: m.nav.foi, icon: <SolutionOutlined />, roles: handlers },
    { to: '/annual-reports', label: m.nav.annualReports, icon: <BarChartOutlined />, roles: ['openness-clerk', 'openness-head', 'signer'] },
    { to: '/records', label: m.nav.records, icon: <GlobalOutlined /> },
    { to: '/page-errors', label: m.nav.pageErrors, icon: <BugOutlined />, roles: ['openness-clerk'] },
  ] },
  { label: m.nav.groups.admin, items: [
    { to: '/agencies', label: m.nav.agencies, icon: <BankOutlined />, roles: [...administrators, 'openness-clerk', 'office'] },
    { to: '/people', label: m.nav.people, icon: <TeamOutlined />, roles: ['system-admin', 'security-admin'] },
    { to: '/journal', label: m.nav.journal, icon: <AuditOutlined />, roles: ['audit-admin'] },
  ] },
];

/** Pages a person may open. */
export function pagesFor(has: (...roles: Role[]) => boolean): Item[] {
  return groups.flatMap((group) => group.items).filter((item) => item.roles === undefined || has(...item.roles));
}
