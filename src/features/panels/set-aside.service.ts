/** Taking a case from the assessor who has recommended, when what came up since makes the recommendation worthless. */
import { transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { must } from '../../platform/must.ts';
import { writeTo } from '../accounts/index.ts';
import {
  caseStates,
  examDate,
  findCase,
  mustChangeCase,
  recommendationOf,
  type SetAsideKind,
  type SetAsideRecord,
  withoutAssessor,
} from '../assessments/index.ts';
import { dropCase } from './draft.service.ts';
import { letters } from './panels.mail.ts';

/** `fingerprint` names the recommendation that the manager had before them. */
export type SettingAside = Readonly<{ fingerprint: string; kind: SetAsideKind; reason: string }>;

/** `stored`: this recommendation was set aside before, and that record stands. */
export type SetAsideOutcome = Readonly<{ kind: 'done' | 'stored'; record: SetAsideRecord }>;

/**
 * Sets the recommendation aside, keeps it in the history of the case, takes the case out of a draft of a minute, and asks
 * for another assessor. Done twice, or by two managers at once, it is done once. Throws Conflict when the case is not
 * before the panel with this recommendation, such as when it was decided a moment ago.
 */
export async function setAside(caseId: string, setting: SettingAside, by: string, now: Date): Promise<SetAsideOutcome> {
  const stored = await findSetAside(caseId, setting.fingerprint);
  if (stored) return { kind: 'stored', record: stored };
  try {
    return { kind: 'done', record: await takeFromPanel(caseId, setting, by, now) };
  } catch (error) {
    const meanwhile = error instanceof Conflict ? await findSetAside(caseId, setting.fingerprint) : undefined;
    if (!meanwhile) throw error;
    return { kind: 'stored', record: meanwhile };
  }
}

async function findSetAside(caseId: string, fingerprint: string): Promise<SetAsideRecord | undefined> {
  const one = await findCase({ _id: caseId });
  return one?.setAside.find(({ recommendation }) => recommendation.fingerprint === fingerprint);
}

const takeFromPanel = (caseId: string, setting: SettingAside, by: string, now: Date): Promise<SetAsideRecord> =>
  transaction(async (session) => {
    const { fingerprint, kind, reason } = setting;
    let minute: string | undefined;
    const changed = await mustChangeCase(
      { _id: caseId, ...caseStates.before('setAside'), 'recommendation.fingerprint': fingerprint },
      (before) => {
        const { claims, consent, evidence, findings } = before;
        minute = before.minute;
        const record = {
          recommendation: recommendationOf(before),
          kind,
          reason,
          by,
          at: now,
          claims,
          consent,
          evidence,
          findings,
        };
        return {
          ...withoutAssessor(before),
          ...caseStates.after('setAside'),
          examOn: examDate(before.examOn, now),
          recommendation: undefined,
          minute: undefined,
          setAside: [...before.setAside, record],
        };
      },
      { by, action: 'assessments.setAside', detail: { kind, fingerprint } },
      session,
    );
    if (minute !== undefined) await dropCase(minute, caseId, session);
    const record = must(changed.setAside.at(-1), 'the recommendation that was set aside');
    await writeTo(changed.account, letters.setAside(changed), session);
    await writeTo(record.recommendation.by, letters.takenAway(changed), session);
    await enqueue('assessments.route', { caseId }, {}, session);
    return record;
  });
