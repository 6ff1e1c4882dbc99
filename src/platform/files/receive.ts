/** Routes that take files: the body is read, its token checked, each file judged, and only then does the route act. */
import type { Request, Response } from 'express';
import { checkCsrf } from '../csrf.ts';
import { type Act, type GuardedRequest, markReceiver } from '../guard.ts';
import { chooseLanguage } from '../i18n.ts';
import { announcesMore, BodyTooLong, hangUpAfter } from './body-limit.ts';
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
      mostBytes: mostBytesOf(rules),
    }),
  );
}

/** What surrounds the files: names, types, the few fields of the form. */
const bytesAround = 100_000;

const mostBytesOf = ({ maxFiles, maxBytes }: UploadRules) => maxFiles * maxBytes + bytesAround;

type Taking = Readonly<{
  rules: UploadRules;
  act: (uploads: Uploads) => Promise<unknown>;
  /** Of the whole body; more is not read. */
  mostBytes?: number;
}>;

async function withUploads(req: Request, res: Response, taking: Taking): Promise<void> {
  const { rules, act, mostBytes } = taking;
  if (!req.is('multipart/form-data')) return void (await act({ accepted: [] }));
  try {
    if (mostBytes !== undefined && announcesMore(req, mostBytes)) throw new BodyTooLong();
    await actOnUploads(req, res, taking);
  } catch (error) {
    if (!(error instanceof BodyTooLong)) throw error;
    hangUpAfter(req, res);
    const refused = { key: 'platform.fileTooLarge', field: rules.fields[0]!, fileName: '' } as const;
    await act({ accepted: [], problem: uploadProblem(rules, refused, chooseLanguage(res.locals.lang, undefined)) });
  }
}

async function actOnUploads(req: Request, res: Response, { rules, act, mostBytes }: Taking): Promise<void> {
  const quarantine = await Quarantine.open(fileSettings().quarantine, rules.maxBytes);
  try {
    const leftOut = await readMultipart(req, res, rules, quarantine, mostBytes);
    checkCsrf(req);
    const { accepted, refused } = await judge(quarantine, rules, leftOut);
    const lang = chooseLanguage(res.locals.lang, undefined);
    await act(refused ? { accepted, problem: uploadProblem(rules, refused, lang) } : { accepted }).catch(
      (error: unknown) => {
        const [first] = accepted;
        if (!(error instanceof QuotaFull) || !first) throw error;
        // Nothing was kept, so the page is made once more, as it would be for a file that was refused before.
        return act({ accepted: [], problem: quotaProblem(error.room, first, lang) });
      },
    );
  } finally {
    await quarantine.close();
  }
}

/** Every file is judged, but a person reads about one at a time: the first that was refused. */
async function judge({ arrivals }: Quarantine, rules: UploadRules, leftOut: Refused | undefined) {
  const accepted: ReceivedFile[] = [];
  let refused = leftOut;
  for (const arrival of arrivals) {
    const judgement = await inspectArrival(arrival, rules);
    if ('file' in judgement) accepted.push(judgement.file);
    else refused ??= { key: judgement.refusal, field: arrival.field, fileName: arrival.givenName };
  }
  return { accepted, refused };
}
