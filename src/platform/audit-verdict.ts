/** What can be wrong with an audit trail, and where. */

export type AuditFault =
  | 'entry-missing'
  | 'entry-or-order-changed'
  | 'link-missing'
  | 'end-missing'
  | 'head-missing'
  | 'head-forged'
  | 'head-behind'
  | 'anchor-contradicted'
  | 'anchor-unreadable'
  | 'entry-forged'
  | 'entry-outside-chain';

/** `entries` counts the links that held; `brokenAt` is the number of a link, or for an entry that has none its id. */
export type AuditVerdict =
  | Readonly<{ ok: true; entries: number }>
  | Readonly<{ ok: false; entries: number; brokenAt: number | string; why: AuditFault }>;

/** Called with the number of links that have held so far. */
export type Progress = (checked: number) => void;

/** Ends a verification at the first fault. */
export class Broken extends Error {
  readonly at: number | string;
  readonly why: AuditFault;
  constructor(at: number | string, why: AuditFault) {
    super(`${why} at ${at}`);
    this.at = at;
    this.why = why;
  }
}
