import { defineModel } from '../model.ts';
import { text } from '../stored-fields.ts';

export type OutboxMailDocument = {
  to: string;
  subject: string;
  /** Removed once sent: it may hold a link that lets its reader in. */
  text?: string;
  sentAt?: Date;
  createdAt: Date;
};

const rememberedSeconds = 90 * 24 * 60 * 60;

/** Letters to be sent, and for a while the record that they were. */
export const OutboxMail = defineModel<OutboxMailDocument>(
  'OutboxMail',
  {
    to: text,
    subject: text,
    text: String,
    sentAt: Date,
  },
  { collection: 'outbox', indexes: [[{ sentAt: 1 }, { expireAfterSeconds: rememberedSeconds }]] },
);
