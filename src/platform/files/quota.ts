/** How much room the files of one person take, and that it stays within what the school gives to each. */
import { type ClientSession, mongo, Types } from 'mongoose';
import { isDuplicate } from '../database.ts';
import { Conflict } from '../errors.ts';
import { defineModel } from '../model.ts';
import { id, number } from '../stored-fields.ts';
import { sentByPeople, StoredFileRecord } from './file.model.ts';
import { fileSettings } from './install.ts';

/** In bytes. */
export type Room = Readonly<{ used: number; max: number }>;

/** Thrown by what keeps a file; whoever receives files shows it beside their field. */
export class QuotaFull extends Conflict {
  readonly room: Room;
  constructor(room: Room) {
    super('platform.uploadsFullPlain');
    this.room = room;
  }
}

/** Touched by every keeping, so that two of one person at the same time meet here and the second one counts the first. */
const UploadOwner = defineModel<{ _id: Types.ObjectId; kept: number }>(
  'UploadOwner',
  { _id: id, kept: number },
  { collection: 'upload_owners' },
);

/** What the files that this person has sent take now, removed ones included until they are swept. */
export async function roomOf(owner: Types.ObjectId | string, session?: ClientSession): Promise<Room> {
  const sent = { owner: new Types.ObjectId(owner), scan: { $in: sentByPeople } };
  const [sum] = await StoredFileRecord.aggregate<{ bytes: number }>(
    [{ $match: sent }, { $group: { _id: null, bytes: { $sum: '$bytes' } } }],
    session ? { session } : {},
  );
  return { used: sum?.bytes ?? 0, max: fileSettings().quotaBytes };
}

/** For the transaction that keeps one more file of so many bytes. Throws QuotaFull when it does not fit any more. */
export async function takeRoom(owner: Types.ObjectId | string, bytes: number, session?: ClientSession): Promise<void> {
  await touch(owner, session);
  const room = await roomOf(owner, session);
  if (room.used + bytes > room.max) throw new QuotaFull(room);
}

async function touch(owner: Types.ObjectId | string, session?: ClientSession): Promise<void> {
  try {
    await UploadOwner.updateOne(
      { _id: owner },
      { $inc: { kept: 1 } },
      { upsert: true, ...(session ? { session } : {}) },
    );
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // The person's very first file in another transaction: this one has to begin again to see it.
    const message = 'another file of the same person came first';
    throw new mongo.MongoServerError({ message, errorLabels: ['TransientTransactionError'] });
  }
}
