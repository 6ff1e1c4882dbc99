import { defineModel } from '../../platform/model.ts';

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
  _id: { type: String, required: true },
  isWhole: { type: Boolean, required: true },
  entries: { type: Number, required: true },
  brokenAt: String,
  why: String,
  checkedAt: { type: Date, required: true },
});
