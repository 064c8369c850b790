export { pageErrorLimits, readPageError, submitPageError, type PageError, type PageErrorFault } from './inbox.ts';
export { takeInSubmissions } from './take-in.ts';
