import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AttemptLog, type Caller, storable } from '@baikoo/edge';
import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { FileRefused, type Problem } from '../problem.js';

/** A file that somebody sent, and what it was to become. */
export type Sent = {
  readonly command: 'ImportPlan' | 'TakeForm';
  /** The history that it is about. */
  readonly subject: string;
  readonly bytes: Buffer;
  readonly dryRun: boolean;
};

/** Files that were not taken over leave a trace as refused commands do (rule 9): who sent what, and why it was not. */
@Injectable()
export class RefusedFiles {
  constructor(private readonly attempts: AttemptLog) {}

  /** Does the work. A dry run that finds problems is no attempt; a file that is not read at all always is one. */
  async watch<A extends { readonly problems: readonly Problem[] }>(
    caller: Caller,
    sent: Sent,
    work: () => Promise<A | Refusal<RefusalCode>>,
  ): Promise<A | Refusal<RefusalCode>> {
    try {
      const answer = await work();
      if (isRefusal<RefusalCode>(answer)) await this.#record(caller, sent, answer);
      else if (answer.problems.length > 0 && !sent.dryRun)
        await this.#record(caller, sent, refusalOf(answer.problems[0]!, answer.problems.length));
      return answer;
    } catch (error) {
      if (error instanceof FileRefused) await this.#record(caller, sent, refusalOf(error, 1));
      throw error;
    }
  }

  #record({ correlationId, by, at }: Caller, { command, subject, bytes }: Sent, refusal: Refusal<RefusalCode>) {
    const commandId = `${command}:${createHash('sha256').update(bytes).digest('hex')}`;
    return this.attempts.record({ commandId, command, subject: storable(subject), correlationId, by, at, refusal });
  }
}

/** Of many problems the first. What a cell holds may be a person's name, and stays out. */
const refusalOf = (first: FileRefused | Problem, problems: number): Refusal<RefusalCode> => {
  const cell = 'cell' in first && first.cell ? first.cell : '–';
  const details = Object.entries(first.details).map(([name, value]) => [name, TYPED.has(name) ? '…' : value]);
  const of = { problems: String(problems), problem: first.code, cell };
  return refuse('FILE_REFUSED', undefined, { ...Object.fromEntries(details), ...of });
};

const TYPED = new Set(['text', 'title', 'held', 'id']);
