import { recordAudit } from '../../platform/audit.ts';

export type Export = Readonly<{ by: string; programme: string; isOutside: boolean }>;

/** Keeps who took a programme's numbers out of the system; of the file itself a fingerprint. */
export async function noteExport(
  { by, programme, isOutside }: Export,
  { text, rows }: Readonly<{ text: string; rows: number }>,
): Promise<void> {
  const target = { kind: 'programme', id: programme };
  const detail = { file: 'funnel', rows, isOutside };
  await recordAudit({ actor: by, action: 'reports.export', target, after: text, detail });
}
