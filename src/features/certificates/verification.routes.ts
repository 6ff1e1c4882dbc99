/** For anyone, without signing in: the page behind the QR code, and the one to type a code or compare a file. */
import { readFile } from 'node:fs/promises';
import { type Request, type Response, Router } from 'express';
import { now } from '../../platform/clock.ts';
import { receiveOpen, uploadErrors, uploadField } from '../../platform/files/index.ts';
import type { FormErrors } from '../../platform/forms.ts';
import { open } from '../../platform/guard.ts';
import { page, pageAgain, seeOther, words } from '../../platform/page.ts';
import { speechOf } from '../../platform/speech.ts';
import { type Attempt, beforeAttempt, recordFailure } from '../../platform/throttle.ts';
import { certificatePaths } from './certificates.paths.ts';
import { countCheck, isPersonLooking } from './check-count.service.ts';
import { readSought } from './code.rules.ts';
import { openSchoolKey } from './issuer.service.ts';
import { nameAnswer } from './name-answer.rules.ts';
import { verdictJson } from './verdict-json.page.ts';
import { codeErrors, pdfRules } from './verification.form.ts';
import { type Asked, checkPage, type NumberAnswer, numberAnswer, verdictPage } from './verification.page.ts';
import { type Check, checkCode, checkFile, checkNumber } from './verification.service.ts';

export const verificationRoutes = Router();

verificationRoutes.get(
  certificatePaths.verdict.pattern,
  open<{ code: string }>(async (req, res) => {
    keepPrivate(res);
    const attempt = await beforeAttempt('verify-code', { address: addressOf(req) });
    const asked: Asked = { means: 'code', at: now(), name: textIn(req.query.nama) };
    const check = await checkCode(req.params.code, asked.at);
    await account(attempt, check, asked);
    const { certificate } = check;
    const isOwn = certificate?.account === req.actor?.id;
    if (certificate && !isOwn && isPersonLooking(req as Request)) countCheck(certificate.id, asked.at);
    res.vary('Accept').status(check.certificate ? 200 : 404);
    if (req.accepts(['html', 'json']) === 'json') return void res.json(verdictJson(check, asked));
    page(res, 'certificates/verdict', verdictPage(check, asked, words(res)));
  }),
);

verificationRoutes.get(
  certificatePaths.check.pattern,
  open((_req, res) => showForms(res)),
);

verificationRoutes.get(
  certificatePaths.checkCode.pattern,
  open(async (req, res) => {
    const typed = textIn(req.query.kode);
    const sought = readSought(typed);
    if (sought.by === 'code') return seeOther(res, certificatePaths.verdict(sought.code));
    if (sought.by === 'nothing') return showForms(res, { kode: typed }, { errors: codeErrors(sought) });
    keepPrivate(res);
    const attempt = await beforeAttempt('verify-code', { address: addressOf(req) });
    const finding = await checkNumber(sought.number, now());
    if (finding === 'not-found') await recordFailure(attempt);
    showForms(res.status(finding === 'not-found' ? 404 : 200), { kode: typed }, { number: sought.number, finding });
  }),
);

verificationRoutes.post(
  certificatePaths.check.pattern,
  open(
    receiveOpen(pdfRules, async (req, res, uploads) => {
      keepPrivate(res);
      const [file] = uploads.accepted;
      const errors = uploadErrors(uploads);
      if (!file || uploads.problem) {
        const missing: FormErrors = { berkas: { key: 'platform.fileMissing', values: {} } };
        return showForms(res, {}, { errors: uploads.problem ? errors : missing });
      }
      const attempt = await beforeAttempt('verify-code', { address: addressOf(req as Request) });
      const asked: Asked = { means: 'file', at: now(), name: '' };
      const check = await checkFile(await readFile(file.path), asked.at);
      await account(attempt, check, asked);
      res.vary('Accept');
      if (req.accepts(['html', 'json']) === 'json') return void res.json(verdictJson(check, asked));
      page(res, 'certificates/verdict', verdictPage(check, asked, words(res)));
    }),
  ),
);

verificationRoutes.get(
  certificatePaths.publicKey.pattern,
  open(async (_req, res) => {
    const { certificatePem } = await openSchoolKey();
    res.attachment('kunci-publik.pem').type('application/x-pem-file').set('Cache-Control', 'public, max-age=3600');
    res.send(certificatePem);
  }),
);

/** Only wrong guesses are counted, so a whole class behind one address can check its certificates. */
async function account(attempt: Attempt, { finding, certificate, successor }: Check, { name }: Asked): Promise<void> {
  const isWrongName = certificate?.isNameHidden === true && nameAnswer(certificate, name, successor) === 'differs';
  if (finding === 'not-found' || isWrongName) await recordFailure(attempt);
}

/** The answer is about a person, and is only true for now. */
const keepPrivate = (res: Response) => res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });

type Answer = { errors: FormErrors } | NumberAnswer;

function showForms(res: Response, values: Record<string, string> = {}, answer?: Answer): void {
  const model = { ...checkPage(uploadField(pdfRules, speechOf(res).lang), words(res)), values };
  if (answer === undefined) return page(res, 'certificates/check', model);
  if ('errors' in answer) return pageAgain(res, 'certificates/check', { ...model, ...answer });
  page(res, 'certificates/check', { ...model, answer: numberAnswer(answer, words(res)) });
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 1000) : '');
const addressOf = (req: Pick<Request, 'ip'>): string => req.ip ?? 'unknown';
