import type { Actor, Moment, Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';

/** Who may ask for what. The slice `identity` answers. */
export abstract class AccessPolicy {
  /** Whether the role may give this command at all; what depends on the subject is decided in the domain. */
  abstract permitsCommand(by: Actor, command: string): boolean;
  abstract permitsQuery(by: Actor, query: string): boolean;
}

/** A command that was not accepted. It leaves a trace for auditors and never becomes a fact (rule 9). */
export type RefusedAttempt = {
  readonly commandId: string;
  readonly correlationId: string;
  readonly command: string;
  readonly subject: string | null;
  readonly by: Actor | undefined;
  readonly at: Moment;
  readonly refusal: Refusal<RefusalCode>;
};

/** Keeps refused attempts. The slice `audit` does. */
export abstract class AttemptLog {
  abstract record(attempt: RefusedAttempt): Promise<void>;
}
