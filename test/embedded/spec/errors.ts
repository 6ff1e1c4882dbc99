import { expect } from 'chai';
import mongoose from 'mongoose';
import type { Fields } from './files.ts';
import { matchValue, type SessionIds } from './matching.ts';

const { MongoBulkWriteError, MongoError, MongoServerError } = mongoose.mongo;

/** Compares what an operation was rejected with, as the unified test format says. */
export function matchError(error: unknown, expected: Fields, sessions: SessionIds): void {
  const server = error instanceof MongoServerError ? error : undefined;
  const tests: Readonly<Record<string, (operand: never) => void>> = {
    isError: () => undefined,
    isClientError: (isClient: boolean) => expect(!server, String(error)).to.equal(isClient),
    errorContains: (text: string) => expect((error as Error).message.toLowerCase()).to.include(text.toLowerCase()),
    errorCode: (code: number) => expect(server?.code).to.equal(code),
    errorCodeName: (name: string) => expect(server?.codeName ?? writeConcernName(error)).to.equal(name),
    errorLabelsContain: (labels: string[]) =>
      labels.forEach((label) => expect(hasLabel(error, label), label).to.equal(true)),
    errorLabelsOmit: (labels: string[]) =>
      labels.forEach((label) => expect(hasLabel(error, label), label).to.equal(false)),
    errorResponse: (reply: Fields) => matchValue(reply, server?.errorResponse, sessions),
    expectResult: (result: unknown) =>
      matchValue(result, error instanceof MongoBulkWriteError ? error.result : undefined, sessions),
  };
  for (const [name, operand] of Object.entries(expected)) {
    const test = tests[name];
    if (!test) throw new Error(`an expectation that the runner does not know: ${name}`);
    test(operand as never);
  }
}

function hasLabel(error: unknown, label: string): boolean {
  return error instanceof MongoError && error.hasErrorLabel(label);
}

function writeConcernName(error: unknown): unknown {
  return (error as { result?: { writeConcernError?: { codeName?: string } } }).result?.writeConcernError?.codeName;
}
