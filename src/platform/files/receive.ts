/** Routes that take files: the body is read, its token checked, each file judged, and only then does the route act. */
import type { Request, Response } from 'express';
import { checkCsrf } from '../csrf.ts';
import { BadRequest } from '../errors.ts';
import { type Act, type GuardedRequest, markReceiver } from '../guard.ts';
import { must } from '../must.ts';
import { speechOf } from '../speech.ts';
import { announcesMore, BodyTooLong, hangUpAfter } from './body-limit.ts';
import type { Arrival } from './arrival.ts';
import { mostBytesOf } from './file-kind.ts';
import { inspectArrival } from './inspect.ts';
import { fileSettings } from './install.ts';
import { readMultipart } from './multipart.ts';
import { Quarantine } from './quarantine.ts';
import { QuotaFull } from './quota.ts';
import {
  quotaProblem,
  type ReceivedFile,
  type Refused,
  type UploadRules,
  type Uploads,
  uploadProblem,
} from './upload.ts';

type ActOnUploads<Params, Subject> = (
  req: GuardedRequest<Params>,
  res: Response,
  subject: Subject,
  uploads: Uploads,
) => unknown;

/**
 * Makes the act of a guarded route that takes files; the rules may depend on the subject. A file that is refused does not
 * end the request: `act` is told, and shows the page again with 422 and the fields of req.body.
 */
export function receive<Params, Subject>(
  rules: UploadRules | ((subject: Subject) => UploadRules),
  act: ActOnUploads<Params, Subject>,
): Act<Params, Subject> {
  return markReceiver<Act<Params, Subject>>((req, res, subject) =>
    withUploads(req as unknown as Request, res, {
      rules: typeof rules === 'function' ? rules(subject) : rules,
      act: async (uploads) => act(req, res, subject, uploads),
    }),
  );
}

/**
 * The same for a public route. Of a body that is longer than its files may be nothing is kept, not even its token is looked
 * at: `act` is told that the file is too large, and must change nothing then.
 */
export function receiveOpen<Params = Record<string, string>>(
  rules: UploadRules,
  act: (req: Request<Params>, res: Response, uploads: Uploads) => unknown,
): (req: Request<Params>, res: Response) => Promise<void> {
  return markReceiver((req: Request<Params>, res: Response) =>
    withUploads(req as unknown as Request, res, {
      rules,
      act: async (uploads) => act(req, res, uploads),
      isOpen: true,
    }),
  );
}

/** What surrounds the files: names, types, the few fields of the form. */
const bytesAround = 100_000;
/** More than one file too many, so that a small one is still named. */
const bytesBeyond = 32_000_000;

const mostBytesIn = (rules: UploadRules) =>
  rules.maxFiles * Math.max(...rules.accept.map((kind) => mostBytesOf(kind, rules))) + bytesAround;

type Taking = Readonly<{
  rules: UploadRules;
  act: (uploads: Uploads) => Promise<unknown>;
  /** Anybody may send: what announces more than its files may be is not read at all. */
  isOpen?: true;
}>;

async function withUploads(req: Request, res: Response, taking: Taking): Promise<void> {
  const { rules, act, isOpen } = taking;
  if (!req.is('multipart/form-data')) return void (await act({ accepted: [] }));
  if (!isOpen || !announcesMore(req, mostBytesIn(rules))) return actOnUploads(req, res, taking);
  hangUpAfter(req, res);
  await act(asUploads([], [tooLargeFor(rules)], rules, res));
}

const tooLargeFor = ({ fields }: UploadRules): Refused => ({
  key: 'platform.fileTooLarge',
  field: fields[0],
  fileName: '',
});

async function actOnUploads(req: Request, res: Response, { rules, act, isOpen }: Taking): Promise<void> {
  const quarantine = await Quarantine.open(fileSettings().quarantine, rules);
  try {
    const isWhole = await readWhole(req, res, rules, quarantine, isOpen ? 0 : bytesBeyond);
    if (!isWhole) hangUpAfter(req, res);
    // Of an open page's body that went on and on nothing is kept, and its token may stand at its end.
    if (isWhole || !isOpen) checkCsrf(req);
    const { accepted, refused } = await judge(await quarantine.arrivals(), rules);
    const told = isWhole || refused.length > 0 ? refused : [tooLargeFor(rules)];
    const uploads = asUploads(isWhole || !isOpen ? accepted : [], told, rules, res);
    await act(isWhole ? uploads : withRestUnread(uploads)).catch((error: unknown) => {
      const [first] = accepted;
      if (!(error instanceof QuotaFull) || !first) throw error;
      // Nothing was kept, so the page is made once more, as it would be for a file that was refused before.
      return act({ accepted: [], problem: quotaProblem(error.room, first, speechOf(res).lang) });
    });
  } catch (error) {
    // Of a request that was given up as too slow the rest is missing, and its sender has a page already.
    if (!(error instanceof BadRequest && res.headersSent)) throw error;
  } finally {
    await quarantine.close();
  }
}

/** False when it was not worth reading to its end. */
async function readWhole(
  req: Request,
  res: Response,
  rules: UploadRules,
  quarantine: Quarantine,
  beyond: number,
): Promise<boolean> {
  try {
    await readMultipart(req, res, rules, quarantine, mostBytesIn(rules) + beyond);
    return true;
  } catch (error) {
    if (error instanceof BodyTooLong) return false;
    throw error;
  }
}

/** Every file is judged, the good ones are kept, and each of the others is named. */
async function judge(arrivals: readonly Arrival[], rules: UploadRules) {
  const accepted: ReceivedFile[] = [];
  const refused: Refused[] = [];
  for (const arrival of arrivals) {
    const judgement = await inspectArrival(arrival, rules);
    if ('file' in judgement) accepted.push(judgement.file);
    else {
      const { field, givenName: fileName, kinds } = arrival;
      refused.push({ key: judgement.refusal, field, fileName, kinds });
    }
  }
  return { accepted, refused };
}

function asUploads(
  accepted: readonly ReceivedFile[],
  refused: readonly Refused[],
  rules: UploadRules,
  res: Response,
): Uploads {
  const [problem, ...furtherProblems] = refused.map((one) => uploadProblem(rules, one, speechOf(res).lang));
  return problem ? { accepted, problem, furtherProblems } : { accepted };
}

/** After a refused file that went on for too long. */
function withRestUnread(uploads: Uploads): Uploads {
  const { field } = must(uploads.problem, 'the problem of a file that went on');
  const rest = { key: 'platform.restUnread', values: {}, field, fileName: '' } as const;
  return { ...uploads, furtherProblems: [...(uploads.furtherProblems ?? []), rest] };
}
