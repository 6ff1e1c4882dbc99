import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import mongoose from 'mongoose';

export type Fields = Record<string, unknown>;

export interface Operation {
  name: string;
  object: string;
  arguments?: Fields;
  expectResult?: unknown;
  expectError?: Fields;
  ignoreResultAndError?: boolean;
  saveResultAsEntity?: string;
}

export interface Requirement {
  minServerVersion?: string;
  maxServerVersion?: string;
  topologies?: string[];
  auth?: boolean;
  serverless?: string;
}

export interface ExpectedEvents {
  client: string;
  eventType?: string;
  ignoreExtraEvents?: boolean;
  events: Record<string, Fields>[];
}

export interface CollectionData {
  databaseName: string;
  collectionName: string;
  createOptions?: Fields;
  documents: Fields[];
}

export interface SpecTest {
  description: string;
  skipReason?: string;
  runOnRequirements?: Requirement[];
  operations: Operation[];
  expectEvents?: ExpectedEvents[];
  outcome?: CollectionData[];
}

export interface SpecFile {
  name: string;
  runOnRequirements?: Requirement[];
  createEntities?: Record<string, Fields>[];
  initialData?: CollectionData[];
  tests: SpecTest[];
}

/** The unified test files of a folder, with their Extended JSON read. */
export function readSpecFiles(folder: string): SpecFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      ...(mongoose.mongo.BSON.EJSON.parse(readFileSync(path.join(folder, name), 'utf8')) as SpecFile),
      name: path.basename(name, '.json'),
    }));
}

const VERSION = '7.0.0';

/** Whether a test is for a server such as this one: MongoDB 7.0, a replica set, nobody has to sign in. */
export function isForUs(file: SpecFile, test: SpecTest): boolean {
  if (test.skipReason !== undefined) return false;
  return [file.runOnRequirements, test.runOnRequirements].every((list) => !list || list.some(isMet));
}

function isMet({ minServerVersion, maxServerVersion, topologies, auth, serverless }: Requirement): boolean {
  return (
    compareVersions(minServerVersion ?? VERSION, VERSION) <= 0 &&
    compareVersions(maxServerVersion ?? VERSION, VERSION) >= 0 &&
    (topologies?.includes('replicaset') ?? true) &&
    auth !== true &&
    serverless !== 'require'
  );
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < 3; i++) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
