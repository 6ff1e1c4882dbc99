/**
 * The collections of the audit trail. An entry waits in a collection of its own until it is linked. Linked entries and links
 * are written once: the models refuse to change or remove them.
 */
import mongoose, { Schema } from 'mongoose';
import { defineModel } from './model.ts';
import { date, id, number, text } from './stored-fields.ts';

/** Who did what to which thing. Holds ids and hashes only, so that it may be kept when a person's data are erased. */
export type AuditEntryRecord = {
  _id: mongoose.Types.ObjectId;
  at: Date;
  actor: string;
  action: string;
  target: { kind: string; id: string };
  before?: string;
  after?: string;
  detail?: string;
  network?: string;
  /** Made with the audit key, so that an entry written past this program is told from a genuine one. */
  mac: string;
};

/** The position of an entry in the chain; `_id` is its number, from 1 without a gap. */
export type AuditLinkRecord = { _id: number; entry: mongoose.Types.ObjectId; hash: string };

/** Without a version key: mongoose would set it, against the schema, when a transaction is run again. */
const targetSchema = new Schema({ kind: text, id: text }, { _id: false, strict: 'throw', versionKey: false });

const anEntry = (collection: string) =>
  new Schema<AuditEntryRecord>(
    {
      at: date,
      actor: text,
      action: text,
      target: { type: targetSchema, required: true },
      before: String,
      after: String,
      detail: String,
      network: String,
      mac: text,
    },
    { collection, strict: 'throw', strictQuery: 'throw', versionKey: false },
  );

const entrySchema = appendOnly(anEntry('audit_entries'));
entrySchema.index({ 'target.kind': 1, 'target.id': 1, at: -1 });
entrySchema.index({ actor: 1, at: -1 });

const linkSchema = appendOnly(
  new Schema<AuditLinkRecord>(
    { _id: number, entry: id, hash: text },
    { collection: 'audit_links', strict: 'throw', strictQuery: 'throw', versionKey: false },
  ),
);
linkSchema.index({ entry: 1 }, { unique: true });

export const AuditEntry = mongoose.model('AuditEntry', entrySchema);
export const AuditLink = mongoose.model('AuditLink', linkSchema);

/** Entries that wait for their link, from the transaction of the change to the one that writes the link. */
export const AuditWaiting = mongoose.model('AuditWaiting', anEntry('audit_waiting'));

/** Where the chain ends, in one document. Whoever moves it on has the right to add links. */
export const AuditHead = defineModel<{ _id: 'head'; seq: number; hash: string; mac: string }>(
  'AuditHead',
  { _id: text, seq: number, hash: text, mac: text },
  { collection: 'audit_head' },
);

/** Refuses every way that mongoose has of changing or removing what is stored. */
function appendOnly<Record>(schema: Schema<Record>): Schema<Record> {
  const refuse = () => {
    throw new Error('The audit trail is only ever added to.');
  };
  schema.pre(['updateOne', 'updateMany', 'replaceOne', 'findOneAndUpdate', 'findOneAndReplace'], refuse);
  schema.pre(['deleteOne', 'deleteMany', 'findOneAndDelete'], refuse);
  schema.pre(['updateOne', 'deleteOne'], { document: true, query: false }, refuse);
  schema.pre('bulkWrite', refuse);
  schema.pre('save', function () {
    if (!this.isNew) refuse();
  });
  return schema;
}
