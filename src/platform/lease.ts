/** One process at a time does what all of them would do at once; whoever dies with it in hand keeps nobody waiting long. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { isDuplicate } from './database.ts';
import { defineModel } from './model.ts';
import { date, text } from './stored-fields.ts';

const Lease = defineModel<{ _id: string; holder: string; until: Date }>('Lease', {
  _id: text,
  holder: text,
  until: date,
});

const leaseMilliseconds = 30_000;
const askEvery = 250;

/**
 * Runs `work` once nobody else holds the lease of this name, and returns what it returns. The lease is renewed while the
 * work goes on. By the processes' own clocks, which may differ by seconds but not by the half minute a lease lasts.
 */
export async function withLease<T>(name: string, work: () => Promise<T>): Promise<T> {
  const holder = randomUUID();
  while (!(await takeLease(name, holder))) await pause(askEvery);
  const renewal = setInterval(() => void renew(name, holder).catch(() => undefined), leaseMilliseconds / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await Lease.deleteOne({ _id: name, holder });
  }
}

const leaseEnd = () => new Date(Date.now() + leaseMilliseconds);

/** The insert loses against a lease that somebody else holds: the filter does not find it, and its name is taken. */
async function takeLease(name: string, holder: string): Promise<boolean> {
  const over = { _id: name, until: mongoose.trusted({ $lte: new Date() }) };
  try {
    await Lease.updateOne(over, { $set: { holder, until: leaseEnd() } }, { upsert: true });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Work that outlived its lease, on a machine that slept, is not stopped: a migration is safe beside itself. */
async function renew(name: string, holder: string): Promise<void> {
  await Lease.updateOne({ _id: name, holder }, { $set: { until: leaseEnd() } });
}
