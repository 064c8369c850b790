// What other domains and the faces may use of disclosure on application. The portal imports inbox.ts, nothing else.
export { enterApplication, entrySchema, type Entered, type Entry } from './commands/enter.ts';
export { recomputeOpenClocks, setCalendar, setFoiSettings, type Moved, type Recomputed } from './commands/recompute.ts';
export { clockOf, fold, type Folded } from './fold.ts';
export { zh as foiNames } from './messages.ts';
export { applicantKinds, eventData, type CaseEvent, type StoredEvent } from './model.ts';
export { perform, type Env } from './perform.ts';
export { letterRoutes } from './letters/routes.ts';
export { mayRead, maySee, officeAgencies } from './policy.ts';
export { board } from './queries/board.ts';
export { getCase } from './queries/get-case.ts';
export { listCases } from './queries/list.ts';
export { routes } from './routes.ts';
export { loadSettings, type FoiEnvironment } from './settings.ts';
export { contentOf, eventsOf, loadCase, registerNumberOf, type Case } from './store.ts';
export { publishIntakeKey, takeInFoi } from './take-in.ts';
