export { pageErrorLimits, readPageError, type PageError, type PageErrorFault } from './page-error.ts';
export { submitPageError } from './submit-page-error.ts';
export { takeInSubmissions } from './take-in.ts';
