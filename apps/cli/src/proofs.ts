import { InvalidArgumentError, Option } from 'commander';
import { refusalSentence } from '@baikoo/edge';
import type { Installation } from '@baikoo/installation';
import { isRefusal, type Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { type BundlePorts, PostgresCheckpointBook, PostgresTiles } from '@baikoo/proof';

/** What proofs are made of, read beside a program that may be running: the tree as it is kept, the book as it is signed. */
export const proofPorts = ({ db, store }: Installation): BundlePorts => ({
  ...{ record: store.recorded, tree: new PostgresTiles(db), book: new PostgresCheckpointBook(db) },
});

/** A number of events. */
export function readSize(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('A number of events, such as 300.');
  return Number(text);
}

export const sizeOption = (description: string): Option =>
  new Option('--size <events>', description).argParser(readSize);

/** The answer; what is refused is thrown as its sentence. */
export function answered<Answer extends object>(answer: Answer | Refusal<RefusalCode>): Answer {
  if (isRefusal<RefusalCode>(answer)) throw new Error(refusalSentence(answer, 'en'));
  return answer;
}
