/** Assessors: who is in the register, for what and until when they are licensed, how many cases are on each desk, and the instruments. */
import './strings.ts';

export { findAssessor, freePlace, isLicensed, listRegister, registerAssessor, takePlace } from './assessor.service.ts';
export { findInstruments, type Instruments } from './instrument.service.ts';
export { registerRoutes as assessorRoutes } from './register.routes.ts';
export { isLicensedOn, type Licence } from './registration.rules.ts';
export { assessorPaths } from './assessors.paths.ts';
