// What other domains and the faces may use of guide and directory. The portal takes `open/` alone.
export { confirmGuide } from './confirm-guide.ts';
export { getGuide, staleGuides } from './get-guide.ts';
export { routes } from './routes.ts';
