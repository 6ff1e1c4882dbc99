/** The panel's minutes: preparing a meeting, deciding its cases, closing it. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, withoutConfirmation } from '../../platform/confirmed.ts';
import { BadRequest, NotFound } from '../../platform/errors.ts';
import { fromWib } from '../../platform/format.ts';
import { type FormErrors, readForm, readQuery } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing, type SignedIn } from '../../platform/guard.ts';
import { flash, page, pageAgain, seeOther } from '../../platform/page.ts';
import { abilities } from '../../platform/permit.ts';
import { findPeople, listAccountsWithRole, scopesOf, signWithPassword } from '../accounts/index.ts';
import { findScheme } from '../courses/index.ts';
import { findBody } from '../programmes/index.ts';
import { speechOf } from './case.page.ts';
import { pageQuery } from './certification.form.ts';
import { findObstacles, signMinute } from './closing.service.ts';
import {
  addCases,
  asSeen,
  casesOf,
  changeMeeting,
  findMinute,
  listMinutes,
  listWaitingForPanel,
  type Minute,
  openMinute,
} from './minute.service.ts';
import { meetingQuestion, newMeetingQuestion, signaturesQuestion } from './minute-question.page.ts';
import { addCasesForm, signingForm, meetingForm, newMinuteForm } from './panel.form.ts';
import { meetingPage, minutePage, minutePath, minutesPage } from './panel.page.ts';
import { panelPolicy } from './panel.policy.ts';
import { certificationDesk } from './summary.service.ts';

export const panelRoutes = Router();

type Params = { minuteId: string };
type Subject = { minute: Minute };

panelRoutes.get(
  '/pleno',
  guard(panelPolicy.list, nothing, async (req, res) => {
    const { halaman } = readQuery(pageQuery, req.query);
    const bodies = panelBodies(req.actor);
    const [found, { recommended }] = await Promise.all([listMinutes(bodies, halaman), certificationDesk(bodies)]);
    page(res, 'assessments/minutes', minutesPage({ ...found, page: halaman, waiting: recommended }, speechOf(res)));
  }),
);

panelRoutes.get(
  '/pleno/baru',
  guard(panelPolicy.list, nothing, async (req, res) =>
    page(res, 'assessments/meeting', await meetingModel(res, panelBodies(req.actor))),
  ),
);

panelRoutes.post(
  '/pleno/baru',
  guard(
    panelPolicy.list,
    nothing,
    confirmed(askAboutNewMeeting, async (req, res) => {
      const form = readForm(newMinuteForm, req.body);
      const bodies = panelBodies(req.actor);
      const isServed = form.ok && bodies.includes(form.value.body);
      if (!form.ok || !isServed) {
        const errors: FormErrors = form.ok ? { body: { key: 'platform.chooseOne', values: {} } } : form.errors;
        const model = await meetingModel(res, bodies);
        return pageAgain(res, 'assessments/meeting', { ...model, values: form.ok ? req.body : form.values, errors });
      }
      const { body, ...meeting } = form.value;
      const minute = await openMinute(body, held(meeting), req.actor.id, now());
      seeOther(res, minutePath(minute.id));
    }),
  ),
);

panelRoutes.get(
  '/pleno/:minuteId',
  guard(panelPolicy.read, loadMinute, async (req, res, { minute }) =>
    page(res, 'assessments/minute', await minuteModel(req, res, minute)),
  ),
);

panelRoutes.get(
  '/pleno/:minuteId/cetak',
  guard(panelPolicy.read, loadMinute, async (req, res, { minute }) =>
    page(res, 'assessments/minute-print', await minuteModel(req, res, minute)),
  ),
);

panelRoutes.get(
  '/pleno/:minuteId/susunan',
  guard(panelPolicy.prepare, loadMinute, async (_req, res, { minute }) =>
    page(res, 'assessments/meeting', await meetingModel(res, [minute.body], minute)),
  ),
);

panelRoutes.post(
  '/pleno/:minuteId/susunan',
  guard(
    panelPolicy.prepare,
    loadMinute,
    confirmed(askAboutMeeting, async (req, res, { minute }) => {
      const form = readForm(meetingForm, req.body);
      if (!form.ok) {
        const model = await meetingModel(res, [minute.body], minute);
        return pageAgain(res, 'assessments/meeting', { ...model, values: form.values, errors: form.errors });
      }
      const { revision, ...meeting } = form.value;
      await changeMeeting(asSeen(minute, { revision }), held(meeting), req.actor.id);
      seeOther(res, minutePath(minute.id));
    }),
  ),
);

panelRoutes.post(
  '/pleno/:minuteId/kasus',
  guard(
    panelPolicy.prepare,
    loadMinute,
    confirmed(askAboutCases, async (req, res, { minute }) => {
      const form = readForm(addCasesForm, req.body);
      if (!form.ok) {
        return pageAgain(res, 'assessments/minute', { ...(await minuteModel(req, res, minute)), errors: form.errors });
      }
      await addCases(asSeen(minute, form.value), form.value.cases, req.actor.id);
      flash(req, 'assessments.casesAdded');
      seeOther(res, minutePath(minute.id));
    }),
  ),
);

panelRoutes.post(
  '/pleno/:minuteId/tanda-tangan',
  guard(panelPolicy.sign, loadMinute, async (req, res, { minute }) => {
    const form = readForm(signingForm, req.body);
    if (!form.ok) throw new BadRequest('platform.badRequest');
    const errors = await signWithPassword(req, form.value.confirmPassword);
    if (errors) return pageAgain(res, 'assessments/minute', { ...(await minuteModel(req, res, minute)), errors });
    const signing = await signMinute(asSeen(minute, form.value), req.actor.id, now());
    if (signing.closed) flash(req, 'assessments.minuteClosed');
    else if ('obstacles' in signing) flash(req, 'assessments.minuteNotReady');
    else flash(req, 'assessments.minuteSigned', { count: signing.missing.length });
    seeOther(res, minutePath(minute.id));
  }),
);

/** What is refused anyway is not asked about. */
function askAboutNewMeeting(req: GuardedRequest, res: Response) {
  const form = readForm(newMinuteForm, withoutConfirmation(req.body));
  if (!form.ok) return undefined;
  const question = newMeetingQuestion(held(form.value), now(), speechOf(res));
  return question && { ...question, change: () => showMeetingAgain(req, res, panelBodies(req.actor)) };
}

async function askAboutMeeting(req: GuardedRequest, res: Response, { minute }: Subject) {
  const form = readForm(meetingForm, withoutConfirmation(req.body));
  if (!form.ok) return undefined;
  const asked = { names: await findPeople(minute.members), now: now() };
  const question = meetingQuestion(minute, held(form.value), asked, speechOf(res));
  return question && { ...question, change: () => showMeetingAgain(req, res, [minute.body], minute) };
}

async function askAboutCases(req: GuardedRequest, res: Response, { minute }: Subject) {
  if (!readForm(addCasesForm, withoutConfirmation(req.body)).ok) return undefined;
  const speech = speechOf(res);
  return signaturesQuestion(minute, await findPeople(minute.members), speech.t('assessments.addCases'), speech);
}

async function showMeetingAgain(
  req: GuardedRequest,
  res: Response,
  bodies: readonly string[],
  minute?: Minute,
): Promise<void> {
  const model = await meetingModel(res, bodies, minute);
  page(res, 'assessments/meeting', { ...model, values: withoutConfirmation(req.body) });
}

const panelBodies = (actor: SignedIn): string[] => [
  ...new Set([...scopesOf(actor, 'panel-member'), ...scopesOf(actor, 'certification-manager')]),
];

const held = ({
  heldOn,
  heldAt,
  ...meeting
}: {
  heldOn: string;
  heldAt: string;
  place: string;
  members: string[];
  chair: string;
}) => ({
  ...meeting,
  heldOn: fromWib(heldOn, heldAt),
});

async function loadMinute(req: GuardedRequest<Params>): Promise<Subject> {
  const minute = await findMinute(req.params.minuteId, panelBodies(req.actor));
  if (!minute) throw new NotFound();
  return { minute };
}

async function meetingModel(res: Response, bodies: readonly string[], minute?: Minute) {
  const [found, people] = await Promise.all([
    Promise.all(bodies.map(findBody)),
    Promise.all(bodies.map((body) => listAccountsWithRole('panel-member', body))),
  ]);
  const known = found.filter((body) => body !== undefined);
  const options = new Map(people.flat().map(({ id, name }) => [id, { value: id, text: name }]));
  return meetingPage(
    {
      bodies: known.map(({ id, name }) => ({ value: id, text: name })),
      people: [...options.values()],
      needed: Math.max(...known.map(({ panelMinimum }) => panelMinimum)),
      ...(minute ? { minute } : {}),
    },
    speechOf(res),
  );
}

async function minuteModel(req: GuardedRequest, res: Response, minute: Minute) {
  const [cases, waiting, body] = await Promise.all([
    casesOf(minute),
    minute.state === 'draft' ? listWaitingForPanel(minute.body) : [],
    findBody(minute.body),
  ]);
  const people = [...cases, ...waiting].flatMap(({ account, assessor }) => [account, assessor ?? []].flat());
  const [obstacles, names, views] = await Promise.all([
    minute.state === 'draft' ? findObstacles(minute, cases, now()) : { panel: [], votes: [] },
    findPeople([...people, ...minute.members]),
    Promise.all(cases.map(async (one) => ({ one, scheme: await findScheme(one.scheme) }))),
  ]);
  const can = abilities(panelPolicy, req.actor, { minute });
  const hasSigned = minute.signatures.some(({ by }) => by === req.actor.id);
  const view = { minute, cases: views, waiting, obstacles, names, body: { name: body?.name ?? '' }, can, hasSigned };
  return minutePage(view, speechOf(res));
}
