import LoadingOutlined from '@ant-design/icons/es/icons/LoadingOutlined';
import { App as AntApp, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { ReactElement } from 'react';
import { createBrowserRouter, Outlet, RouterProvider } from 'react-router';
import { Crash } from './parts/crash.tsx';
import { UnsavedGuard } from './parts/unsaved.tsx';
import { SessionProvider } from './session.tsx';
import { Shell } from './shell.tsx';
import { still, theme } from './theme.ts';
import { useReducedMotion } from './parts/use-reduced-motion.ts';

dayjs.locale('zh-cn');

const router = createBrowserRouter([{
  path: '/',
  element: <Shell />,
  errorElement: <Crash />,
  hydrateFallbackElement: <span />,
  children: [{
    errorElement: <Crash />,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./pages/home.tsx')).Home }) },
      { path: 'documents', lazy: async () => ({ Component: (await import('./pages/documents.tsx')).Documents }) },
      { path: 'documents/:id', lazy: async () => ({ Component: (await import('./pages/document.tsx')).DocumentPage }) },
      { element: <UnsavedGuard><Outlet /></UnsavedGuard>, children: [
        { path: 'foi', lazy: async () => ({ Component: (await import('./foi/board.tsx')).FoiBoardPage }) },
        { path: 'foi/new', lazy: async () => ({ Component: (await import('./foi/entry.tsx')).FoiEntryPage }) },
        { path: 'foi/settings', lazy: async () => ({ Component: (await import('./foi/setup/settings.tsx')).FoiSettingsPage }) },
        { path: 'foi/holidays', lazy: async () => ({ Component: (await import('./foi/setup/holidays.tsx')).HolidaysPage }) },
        { path: 'foi/anonymisation', lazy: async () => ({ Component: (await import('./foi/setup/anonymisation.tsx')).AnonymisationPage }) },
        { path: 'foi/:id', lazy: async () => ({ Component: (await import('./foi/case.tsx')).FoiCasePage }) },
        { path: 'sites', lazy: async () => ({ Component: (await import('./sites/sites.tsx')).SitesPage }) },
        { path: 'sites/:code/columns', lazy: async () => ({ Component: (await import('./columns/columns-page.tsx')).ColumnsPage }) },
        { path: 'columns', lazy: async () => ({ Component: (await import('./columns/due.tsx')).ColumnsDuePage }) },
        { path: 'sites/:code', lazy: async () => ({ Component: (await import('./sites/site.tsx')).SitePage }) },
        { path: 'translations', lazy: async () => ({ Component: (await import('./translations/translations.tsx')).TranslationsPage }) },
        { path: 'translations/:id', lazy: async () => ({ Component: (await import('./translations/translation.tsx')).TranslationPage }) },
        { path: 'content', lazy: async () => ({ Component: (await import('./content/contents.tsx')).ContentsPage }) },
        { path: 'content/offers', lazy: async () => ({ Component: (await import('./content/offers.tsx')).OffersPage }) },
        { path: 'content/:id', lazy: async () => ({ Component: (await import('./content/piece.tsx')).ContentPiecePage }) },
        { path: 'hotlines', lazy: async () => ({ Component: (await import('./hotlines/hotlines.tsx')).HotlinesPage }) },
        { path: 'topics', lazy: async () => ({ Component: (await import('./topics/topics.tsx')).TopicsPage }) },
        { path: 'topics/:id', lazy: async () => ({ Component: (await import('./topics/topic.tsx')).TopicPage }) },
        { path: 'guides', lazy: async () => ({ Component: (await import('./foi/guide/guides.tsx')).GuidesPage }) },
        { path: 'guides/:agency', lazy: async () => ({ Component: (await import('./foi/guide/guide.tsx')).GuidePage }) },
      ] },
      { path: 'annual-reports', lazy: async () => ({ Component: (await import('./foi/report/reports.tsx')).AnnualReportsPage }) },
      { path: 'annual-reports/:agency/:year', lazy: async () => ({ Component: (await import('./foi/report/report.tsx')).AnnualReportPage }) },
      { path: 'records', lazy: async () => ({ Component: (await import('./pages/records.tsx')).Records }) },
      { path: 'imports', lazy: async () => ({ Component: (await import('./imports/imports.tsx')).ImportsPage }) },
      { path: 'imports/jobs/:id', lazy: async () => ({ Component: (await import('./imports/job.tsx')).ImportJobPage }) },
      { path: 'imports/:id', lazy: async () => ({ Component: (await import('./imports/review.tsx')).ImportReviewPage }) },
      { path: 'missing-documents', lazy: async () => ({ Component: (await import('./pages/missing-documents.tsx')).MissingDocuments }) },
      { path: 'alerts', lazy: async () => ({ Component: (await import('./alerts/alerts.tsx')).Alerts }) },
      { path: 'search-synonyms', lazy: async () => ({ Component: (await import('./synonyms/synonyms.tsx')).Synonyms }) },
      { path: 'inventory', lazy: async () => ({ Component: (await import('./inventory/inventory.tsx')).Inventory }) },
      { path: 'inventory/numbers', lazy: async () => ({ Component: (await import('./inventory/numbers.tsx')).Numbers }) },
      { path: 'missing-channels', lazy: async () => ({ Component: (await import('./inventory/missing-channels.tsx')).MissingChannelsPage }) },
      { path: 'validity', lazy: async () => ({ Component: (await import('./validity/validity.tsx')).Validity }) },
      { path: 'cleanups', lazy: async () => ({ Component: (await import('./cleanup/cleanups.tsx')).Cleanups }) },
      { path: 'cleanups/:id', lazy: async () => ({ Component: (await import('./cleanup/cleanup.tsx')).CleanupPage }) },
      { path: 'page-errors', lazy: async () => ({ Component: (await import('./pages/page-errors.tsx')).PageErrors }) },
      { path: 'agencies', lazy: async () => ({ Component: (await import('./pages/agencies.tsx')).Agencies }) },
      { path: 'people', lazy: async () => ({ Component: (await import('./pages/people.tsx')).People }) },
      { path: 'journal', lazy: async () => ({ Component: (await import('./pages/journal.tsx')).Journal }) },
      { path: 'password', lazy: async () => ({ Component: (await import('./pages/password.tsx')).PasswordPage }) },
      { path: 'second-factor', lazy: async () => ({ Component: (await import('./pages/second-factor.tsx')).SecondFactorPage }) },
      { path: '*', lazy: async () => ({ Component: (await import('./pages/not-found.tsx')).NotFound }) },
    ],
  }],
}], { basename: '/console' });

/** An icon of its own comes and goes at once: the library's fades, and a button that is ready again goes on saying that it loads. */
const buttons = { autoInsertSpace: false, loadingIcon: <LoadingOutlined /> };

export function App(): ReactElement {
  return (
    <ConfigProvider theme={useReducedMotion() ? still : theme} locale={zhCN} componentSize="medium" button={buttons}>
      <AntApp>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </AntApp>
    </ConfigProvider>
  );
}
