// What other domains and the faces may use of the sites. The portal takes `open/` alone.
export { applyDueChanges } from './commands/apply-due-changes.ts';
export { changeSite } from './commands/change-site.ts';
export { createSite } from './commands/create-site.ts';
export { allSitesActor, siteActor, siteDesk, treeOf as siteTree } from './policy.ts';
export { siteScope } from './queries/site-scope.ts';
export { siteScopes, type SiteScope } from './queries/scopes.ts';
export { siteRoutes, type PreviewSite } from './routes.ts';
export { getStored as getSite, listStored as listSites } from './store.ts';
