import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startEmbedded } from '../../../src/embedded/index.ts';
import { aFolder } from '../a-database.ts';
import type { Verdict } from './expectation.ts';
import { mentionsOf } from './mentions.ts';
import { replay, type VectorCase } from './replay.ts';
import { WireClient } from './wire-client.ts';

export interface Outcome extends Verdict {
  id: string;
  area: string;
  mentions: ReadonlySet<string>;
  /** MongoDB answered with an error. */
  isRefusal: boolean;
}

/** As many databases, each with its own thread and files: every case names the same collections. */
const LANES = 4;

/** Replays files of vectors, several at a time. */
export async function replayFiles(files: string[]): Promise<Outcome[]> {
  const waiting = [...files];
  const lanes = Array.from({ length: LANES }, () => replayLane(waiting));
  return (await Promise.all(lanes)).flat();
}

async function replayLane(waiting: string[]): Promise<Outcome[]> {
  const folder = await aFolder();
  const embedded = await startEmbedded({ directory: folder.directory });
  const client = new WireClient(decodeURIComponent(new URL(embedded.uri).hostname));
  const outcomes: Outcome[] = [];
  try {
    for (let file = waiting.shift(); file; file = waiting.shift())
      for (const one of await readCases(file))
        outcomes.push({
          ...(await replay(client, one)),
          id: one.id,
          area: path.basename(file, '.json'),
          mentions: mentionsOf(one),
          isRefusal: one.steps.some(({ expect }) => expect?.errorCode !== undefined),
        });
  } finally {
    client.close();
    await embedded.close();
    await folder.remove();
  }
  return outcomes;
}

async function readCases(file: string): Promise<VectorCase[]> {
  return JSON.parse(await readFile(file, 'utf8')) as VectorCase[];
}
