/** Calling a panel together: opening a minute, and changing its day, its place or who sits. */
import { type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { confirmed, withoutConfirmation } from '../../platform/confirmed.ts';
import { fromWib } from '../../platform/format.ts';
import { type FormErrors, readForm } from '../../platform/forms.ts';
import { guard, type GuardedRequest, nothing } from '../../platform/guard.ts';
import { page, pageAgain, seeOther } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { findPeople, listAccountsWithRole } from '../accounts/index.ts';
import { findBody } from '../programmes/index.ts';
import { changeMeeting, openMinute } from './meeting.service.ts';
import { meetingQuestion, newMeetingQuestion } from './minute-question.page.ts';
import { asSeen, findServedMinute, type Minute, panelBodies } from './minute.service.ts';
import { meetingForm, newMinuteForm } from './panel.form.ts';
import { meetingPage } from './panel.page.ts';
import { panelPolicy } from './panel.policy.ts';
import { panelPaths } from './panels.paths.ts';

export const meetingRoutes = Router();

type Params = { minuteId: string };
type Subject = { minute: Minute };

meetingRoutes.get(
  panelPaths.make.pattern,
  guard(panelPolicy.list, nothing, async (req, res) =>
    page(res, 'panels/meeting', await meetingModel(res, panelBodies(req.actor))),
  ),
);

meetingRoutes.post(
  panelPaths.make.pattern,
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
        return pageAgain(res, 'panels/meeting', { ...model, values: form.ok ? req.body : form.values, errors });
      }
      const { body, ...meeting } = form.value;
      const minute = await openMinute(body, held(meeting), req.actor.id, now());
      seeOther(res, panelPaths.minute(minute.id));
    }),
  ),
);

meetingRoutes.get(
  panelPaths.meeting.pattern,
  guard(panelPolicy.prepare, loadMinute, async (_req, res, { minute }) =>
    page(res, 'panels/meeting', await meetingModel(res, [minute.body], minute)),
  ),
);

meetingRoutes.post(
  panelPaths.meeting.pattern,
  guard(
    panelPolicy.prepare,
    loadMinute,
    confirmed(askAboutMeeting, async (req, res, { minute }) => {
      const form = readForm(meetingForm, req.body);
      if (!form.ok) {
        const model = await meetingModel(res, [minute.body], minute);
        return pageAgain(res, 'panels/meeting', { ...model, values: form.values, errors: form.errors });
      }
      const { revision, ...meeting } = form.value;
      await changeMeeting(asSeen(minute, { revision }), held(meeting), req.actor.id);
      seeOther(res, panelPaths.minute(minute.id));
    }),
  ),
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

async function showMeetingAgain(
  req: GuardedRequest,
  res: Response,
  bodies: readonly string[],
  minute?: Minute,
): Promise<void> {
  const model = await meetingModel(res, bodies, minute);
  page(res, 'panels/meeting', { ...model, values: withoutConfirmation(req.body) });
}

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

async function loadMinute({ actor, params }: GuardedRequest<Params>): Promise<Subject> {
  return { minute: await findServedMinute(actor, params.minuteId) };
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
