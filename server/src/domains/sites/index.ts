// What other domains and the faces may use of the sites. The portal takes `open/` alone.
export { applyDueChanges } from './commands/apply-due-changes.ts';
export { changeSite } from './commands/change-site.ts';
export { createSite } from './commands/create-site.ts';
export { siteRoutes, type PreviewSite } from './routes.ts';
