/** Forms that could not be taken: nothing that somebody typed is lost. */
export { keepRefusedForm } from './keep-refused.ts';
export { keptFormRoutes } from './kept-form.routes.ts';
