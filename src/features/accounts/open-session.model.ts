import { Types } from 'mongoose';
import { defineModel, part } from '../../platform/model.ts';
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

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

export const OpenSession = defineModel<OpenSessionRecord>(
  'OpenSession',
  {
    _id: { type: Types.ObjectId, required: true },
    account: { type: Types.ObjectId, required: true },
    key: text,
    epoch: { type: Number, required: true },
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
