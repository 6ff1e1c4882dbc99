import { Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
import { date, id, number, text } from '../../platform/stored-fields.ts';
import type { Device } from './device.rules.ts';

/** What the person sees of a session that they began: enough to know it again, and to end it. */
export type OpenSessionRecord = {
  _id: Types.ObjectId;
  account: Types.ObjectId;
  /** What the session store knows it by. */
  key: string;
  /** The account's when it began: with a newer one it has ended. */
  epoch: number;
  device: Device;
  since: Date;
  until: Date;
};

export const OpenSession = defineModel<OpenSessionRecord>(
  'OpenSession',
  {
    _id: id,
    account: id,
    key: text,
    epoch: number,
    device: { type: part<Device>({ browser: String, system: String }), required: true },
    since: date,
    until: date,
  },
  {
    collection: 'open_sessions',
    indexes: [
      [{ account: 1, since: -1, _id: -1 }],
      [{ key: 1 }, { unique: true }],
      [{ until: 1 }, { expireAfterSeconds: 0 }],
    ],
  },
);
