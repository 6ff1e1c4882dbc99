/** Questions: what one asks, how it is answered, and what is right. */
export { findFormulaProblem } from './formula.rules.ts';
export { readNumber } from './number.rules.ts';
