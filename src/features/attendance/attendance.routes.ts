import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, type Question, withoutConfirmation } from '../../platform/confirmed.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { type FormErrors, readForm, readQuery, typedValues } from '../../platform/forms.ts';
import { guard, type GuardedRequest, withAbilities } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { cutPage, pageQuery } from '../../platform/paging.ts';
import { speechOf } from '../../platform/speech.ts';
import { findPeople, listAccountsWithRole } from '../accounts/index.ts';
import { listEnrolments } from '../admissions/index.ts';
import { findClassroom } from '../lessons/index.ts';
import { findCohortAtWork } from '../programmes/index.ts';
import { attendanceForm, sessionForm } from './attendance.form.ts';
import {
  outsideQuestion,
  planPage,
  type PlanView,
  registerPage,
  registerSize,
  type RegisterView,
  sessionsPage,
} from './attendance.page.ts';
import { attendancePaths } from './attendance.paths.ts';
import { attendancePolicy } from './attendance.policy.ts';
import { isWithinTerm, mayRecordAt } from './attendance.rules.ts';
import { ownStatuses, recordAttendance, statusesOf } from './attendance.service.ts';
import { findSession, listSessions, nextSession, planSession } from './session.service.ts';

export const attendanceRoutes = Router();

const { plan, record } = attendancePolicy;
const loadClassroom = withAbilities(loadClass, { plan, record });

type ClassParams = { cohortId: string };
type SessionParams = { sessionId: string };

attendanceRoutes.get(
  attendancePaths.list.pattern,
  guard(attendancePolicy.read, loadClassroom, async (req, res, classroom) => {
    const { cohort, enrolment } = classroom;
    const { pageNumber } = readQuery(pageQuery, req.query);
    const [listed, next, own] = await Promise.all([
      listSessions(cohort.id, pageNumber),
      nextSession(cohort, now()),
      enrolment && ownStatuses(enrolment.id),
    ]);
    page(res, 'attendance/index', sessionsPage({ ...classroom, listed, next, own }, speechOf(res), now()));
  }),
);

attendanceRoutes.get(
  attendancePaths.plan.pattern,
  guard(attendancePolicy.plan, loadPlan, (_req, res, plan) =>
    page(res, 'attendance/new', planPage(plan, speechOf(res))),
  ),
);

attendanceRoutes.post(
  attendancePaths.plan.pattern,
  guard(
    attendancePolicy.plan,
    loadPlan,
    confirmed(askAboutDay, async (req, res, plan) => {
      const form = readForm(sessionForm(plan.teachers), req.body);
      const planned = form.ok ? await planSession(plan.cohort.id, form.value, req.actor.id) : undefined;
      if (planned) {
        flash(req, 'attendance.planned', { topic: planned.topic });
        return seeOther(res, attendancePaths.list(plan.cohort.id));
      }
      const errors: FormErrors = form.ok ? { from: { key: 'attendance.alreadyPlanned', values: {} } } : form.errors;
      pageAgain(res, 'attendance/new', { ...planPage(plan, speechOf(res)), values: typedValues(req.body), errors });
    }),
  ),
);

type Plan = Awaited<ReturnType<typeof loadPlan>>;

/** A session outside of the term is asked about: it counts for attendance. */
function askAboutDay(req: { body: unknown }, res: Response, plan: Plan): Question | undefined {
  const typed = withoutConfirmation(req.body);
  const form = readForm(sessionForm(plan.teachers), typed);
  if (!form.ok || isWithinTerm(plan.cohort, form.value.startsAt)) return undefined;
  const speech = speechOf(res);
  const model = planPage(plan, speech);
  return {
    ...outsideQuestion(plan.cohort, form.value.startsAt, speech),
    change: () => page(res, 'attendance/new', { ...model, values: typedValues(typed) }),
  };
}

attendanceRoutes.get(
  attendancePaths.register.pattern,
  guard(attendancePolicy.record, loadRegister, (_req, res, register) =>
    page(res, 'attendance/register', registerPage(register, speechOf(res), now())),
  ),
);

attendanceRoutes.get(
  attendancePaths.print.pattern,
  guard(attendancePolicy.record, loadRegister, (_req, res, register) =>
    page(res, 'attendance/print', registerPage(register, speechOf(res), now())),
  ),
);

attendanceRoutes.post(
  attendancePaths.register.pattern,
  guard(attendancePolicy.record, loadRegister, async (req, res, register) => {
    const { meeting, cohort, enrolments } = register;
    const at = now();
    if (!mayRecordAt(meeting.startsAt, at)) throw new Conflict('attendance.tooEarly');
    const form = readForm(attendanceForm(enrolments.items.map(({ id }) => id)), req.body);
    if (!form.ok) return showAgain(req, res, register, form.errors);
    const { revision: seen, statuses } = form.value;
    const outcome = await recordAttendance(meeting, { seen, statuses, by: req.actor.id }, at);
    if (outcome === 'stale') {
      const current = await loadRegister(req);
      return showAgain(req, res.status(409), current, { revision: { key: 'attendance.changedMeanwhile', values: {} } });
    }
    flash(req, 'attendance.saved');
    seeOther(res, attendancePaths.list(cohort.id));
  }),
);

async function loadClass(req: GuardedRequest<ClassParams>) {
  return findClassroom(req.actor, req.params.cohortId);
}

async function loadPlan(req: GuardedRequest<ClassParams>): Promise<PlanView> {
  const cohort = await findCohortAtWork(req.actor, req.params.cohortId);
  return { cohort, teachers: await listAccountsWithRole('instructor', cohort.id), actorId: req.actor.id };
}

/** NotFound for a session of a cohort in which the person does not work. */
async function loadRegister(req: GuardedRequest<SessionParams>): Promise<RegisterView> {
  const meeting = await findSession(req.params.sessionId);
  if (!meeting) throw new NotFound();
  const cohort = await findCohortAtWork(req.actor, meeting.cohort);
  const [all, recorded] = await Promise.all([listEnrolments(cohort.id), statusesOf(meeting.id)]);
  const { pageNumber } = readQuery(pageQuery, req.query);
  const enrolments = cutPage(all, { page: pageNumber, size: registerSize });
  const named = [
    ...enrolments.items.map(({ account }) => account),
    meeting.teacher,
    meeting.recordedBy ?? meeting.teacher,
  ];
  return { meeting, cohort, enrolments, people: await findPeople(named), recorded };
}

function showAgain(
  req: GuardedRequest<SessionParams>,
  res: Response,
  register: RegisterView,
  errors: FormErrors,
): void {
  if (res.statusCode === 200) res.status(422);
  const values = typedValues(req.body);
  page(res, 'attendance/register', { ...registerPage(register, speechOf(res), now()), values, errors });
}
