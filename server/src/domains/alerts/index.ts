// What the faces may use of alerts by mail. The portal imports inbox.ts, nothing else.
export { alertHandlers } from './deliver.ts';
export { followAlerts } from './follow.ts';
export { findMatches, type Search } from './match.ts';
export { sweepAlerts } from './retention.ts';
export { alertRoutes } from './routes.ts';
export type { AlertEnv } from './store.ts';
export { takeInAlerts } from './take-in.ts';
