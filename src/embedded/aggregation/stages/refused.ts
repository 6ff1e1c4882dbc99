import { isDocument, type Value } from '../../bson/value.ts';
import { MongoError, notOffered } from '../../errors.ts';
import type { ExpressionContext } from '../environment.ts';
import { checkSetWindowFields } from './window-checks.ts';

/** A stage that MongoDB has and this server has not, with MongoDB's code where it has a telling one. */
interface RefusedStage {
  code?: number;
  /** What MongoDB says of a malformed one goes before the refusal. */
  check?: (spec: Value, context: ExpressionContext) => void;
}

const UNRECOGNIZED = 40324;

const REFUSED: Readonly<Record<string, RefusedStage>> = {
  $changeStream: { code: 40573 },
  $collStats: {},
  $densify: {},
  $fill: {},
  $geoNear: { code: 2 },
  $graphLookup: {},
  $indexStats: {},
  $listClusterCatalog: { check: checkListClusterCatalog },
  $listSessions: {},
  $planCacheStats: { check: checkPlanCacheStats },
  $search: { code: 31082 },
  $searchMeta: { code: 31082 },
  $setWindowFields: { check: checkSetWindowFields },
  $vectorSearch: { code: 31082 },
};

/** The error for a stage that is not in the table of stages. */
export function refusedStage(name: string, spec: Value, context: ExpressionContext): MongoError {
  const refused = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  if (!refused) return new MongoError(UNRECOGNIZED, `Unrecognized pipeline stage name: '${name}'`);
  refused.check?.(spec, context);
  return notOffered(refused.code ?? UNRECOGNIZED, `The stage ${name}`);
}

function checkListClusterCatalog(spec: Value): void {
  if (!isDocument(spec)) throw new MongoError(9621302, '$listClusterCatalog must take a nested object');
  for (const [option, value] of spec) {
    if (option !== 'shards' && option !== 'balancingConfiguration' && option !== 'tracked')
      throw new MongoError(40415, `BSON field '$listClusterCatalog.${option}' is an unknown field.`);
    if (typeof value !== 'boolean')
      throw new MongoError(14, `BSON field '$listClusterCatalog.${option}' must be a bool`);
  }
}

function checkPlanCacheStats(spec: Value): void {
  if (!isDocument(spec)) throw new MongoError(9, '$planCacheStats value must be an object');
  for (const [option, value] of spec) {
    if (option !== 'allHosts') throw new MongoError(9, `Unrecognized option to $planCacheStats: ${option}`);
    if (typeof value !== 'boolean') throw new MongoError(13111, 'allHosts must be a boolean');
  }
}
