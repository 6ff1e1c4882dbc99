/** Sending an application, once, and taking it back. */
import type { ClientSession } from 'mongoose';
import { recordAudit } from '../../platform/audit.ts';
import { isDuplicate, transaction } from '../../platform/database.ts';
import { Conflict } from '../../platform/errors.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { move } from '../../platform/moves.ts';
import { must } from '../../platform/must.ts';
import { nextNumber } from '../../platform/series.ts';
import { applicationWindow, type Cohort, cohortStates, isProgrammeClosed } from '../programmes/index.ts';
import { ApplicationModel } from './application.model.ts';
import { checks, findUnfinished, type Step } from './application.rules.ts';
import { applicationStates } from './application.states.ts';
import { tellVerifiersLater } from './notification.service.ts';
import { type Application, plainApplication, type StoredApplication } from './reading.service.ts';

/** Which wording of the declaration the check page shows. */
export const declarationVersion = '2026-11-22';

export type Sending =
  | Readonly<{ sent: true; application: Application }>
  | Readonly<{ sent: false; why: 'unfinished'; steps: readonly Step[] }>
  | Readonly<{ sent: false; why: 'nik-taken' | 'nib-taken' | 'closed' }>;

type Own = Readonly<{ cohort: Cohort; account: string }>;
class NotSent extends Error {
  readonly outcome: Sending;
  constructor(outcome: Sending) {
    super('the application was not sent');
    this.outcome = outcome;
  }
}

/**
 * Sends the person's application, or sends it again after fixing. Done twice, the second one gets what the first one
 * sent. The NIK and the NIB as they are sent are then held by this application alone, by unique indexes.
 */
export async function submitApplication(own: Own, now: Date): Promise<Sending> {
  const number = await nextNumber('PD', now, 5);
  // Before the transaction, not in it: all who apply ask for the same letter, and would make each other start again.
  await tellVerifiersLater(own.cohort.programme, now);
  try {
    return { sent: true, application: await transaction((session) => send(own, number, now, session)) };
  } catch (error) {
    if (error instanceof NotSent) return error.outcome;
    if (isDuplicate(error)) return { sent: false, why: await findTaken(own) };
    throw error;
  }
}

async function send({ cohort, account }: Own, number: string, now: Date, session: ClientSession): Promise<Application> {
  const filter = { cohort: cohort.id, applicant: account };
  const stored = await ApplicationModel.findOne(filter).session(session).lean();
  if (!stored) throw new Conflict('admissions.notEditable');
  if (!applicationStates.can('submit', stored.state)) return plainApplication(stored);
  if (await isProgrammeClosed(cohort.programme, session)) throw new NotSent({ sent: false, why: 'closed' });
  refuseUnready(plainApplication(stored), cohort, now);

  const sent = await move(ApplicationModel, applicationStates, 'submit', {
    filter: { _id: stored._id },
    seen: stored.state,
    update: {
      $set: {
        isLive: true,
        held: numbersToHold(stored),
        declaration: declarationVersion,
        ...(stored.submittedAt ? { resubmittedAt: now } : { submittedAt: now }),
        ...(stored.number ? {} : { number }),
      },
      ...answeredDecisions(stored),
    },
    session,
  });

  const application = plainApplication(sent);
  const detail = { cohort: cohort.id, again: applicationStates.is('fixing', stored.state) };
  const target = { kind: 'application', id: application.id };
  await recordAudit({ actor: account, action: 'admissions.submit', target, after: application, detail }, session);
  await enqueue('admissions.tell', { application: application.id, news: 'received' }, {}, session);
  return application;
}

function refuseUnready(application: Application, cohort: Cohort, now: Date): void {
  const isLate = applicationStates.is('draft', application.state) && applicationWindow(cohort, now) !== 'open';
  if (isLate || cohortStates.is('ended', cohort.state)) throw new NotSent({ sent: false, why: 'closed' });
  const steps = findUnfinished(application, application.state, cohort.eligibility);
  if (steps.length > 0) throw new NotSent({ sent: false, why: 'unfinished', steps });
}

const numbersToHold = ({ person, checks: stored }: StoredApplication) => ({
  nik: must(person.nikIndex, 'the NIK of an application that is finished'),
  ...(stored.nib.numberIndex === undefined ? {} : { nib: stored.nib.numberIndex }),
});

/** What was to be fixed is to be decided anew; the old verdict is kept apart. */
function answeredDecisions({ checks: stored }: StoredApplication) {
  const answered = checks.flatMap((check) => {
    const { decision } = stored[check];
    return decision?.verdict === 'needs-fixing' ? [{ check, ...decision }] : [];
  });
  if (answered.length === 0) return {};
  return {
    $push: { pastDecisions: { $each: answered } },
    $unset: Object.fromEntries(answered.map(({ check }) => [`checks.${check}.decision`, 1])),
  };
}

/** Said only to somebody who was about to send: looking numbers up beforehand would tell who else has applied. */
async function findTaken({ cohort, account }: Own): Promise<'nik-taken' | 'nib-taken'> {
  const found = await ApplicationModel.findOne({ cohort: cohort.id, applicant: account }).lean();
  const { _id, person } = must(found, 'the application that was to be sent');
  const holder = await ApplicationModel.exists({
    cohort: cohort.id,
    'held.nik': must(person.nikIndex, 'the NIK of an application that is finished'),
    isLive: true,
  });
  return holder === null || String(holder._id) === String(_id) ? 'nib-taken' : 'nik-taken';
}

/** Takes back what has not been decided yet. Throws Conflict when it has been. */
export function withdrawApplication(applicationId: string, accountId: string): Promise<void> {
  return transaction(async (session) => {
    await move(ApplicationModel, applicationStates, 'withdraw', {
      filter: { _id: applicationId, applicant: accountId },
      update: { $set: { isLive: false } },
      otherwise: () => new Conflict('admissions.alreadyDecided'),
      session,
    });
    const target = { kind: 'application', id: applicationId };
    await recordAudit({ actor: accountId, action: 'admissions.withdraw', target }, session);
  });
}
