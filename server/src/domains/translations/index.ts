// What other domains and the faces may use of Mongolian editions.
export { actOnTranslation, type TranslationEnv } from './commands/act.ts';
export { askTranslation } from './commands/ask.ts';
export { saveTranslation } from './commands/save.ts';
export { translationRoutes } from './routes.ts';
