import { defineModel } from '../../platform/model.ts';
import { date, flag, number, text } from '../../platform/stored-fields.ts';

/** The outcome of the latest verification of the audit trail; one document. */
export type AuditCheckDocument = {
  _id: 'latest';
  isWhole: boolean;
  entries: number;
  brokenAt?: string | undefined;
  why?: string | undefined;
  checkedAt: Date;
};

export const AuditCheck = defineModel<AuditCheckDocument>('AuditCheck', {
  _id: text,
  isWhole: flag,
  entries: number,
  brokenAt: String,
  why: String,
  checkedAt: date,
});
