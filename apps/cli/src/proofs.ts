import { InvalidArgumentError, Option } from 'commander';
import { refusalSentence } from '@baikoo/edge';
import { checkpointBookOf, type Installation } from '@baikoo/installation';
import { isRefusal, type Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { type BundlePorts, PostgresTiles } from '@baikoo/proof';

/** What proofs are made of, read beside a program that may be running: the tree as it is kept, the book as it is signed. */
export const proofPorts = (installation: Installation): BundlePorts => ({
  record: installation.store.recorded,
  tree: new PostgresTiles(installation.db),
  book: checkpointBookOf(installation),
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
