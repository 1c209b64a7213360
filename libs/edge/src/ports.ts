import type { Actor, Moment, ReadingScope, Refusal, TrailScope } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';

/** Who may ask for what. The slice `identity` answers. */
export abstract class AccessPolicy {
  /** Whether the role may give this command at all; what depends on the subject is decided in the domain. */
  abstract permitsCommand(by: Actor, command: string): boolean;
  /** Why this question may not be asked at all; undefined: it may, and the answer holds what the scope shows. */
  abstract findQueryRefusal(by: Actor, query: string): RefusalCode | undefined;
  /** What of the domain they may read. */
  abstract scopeOf(by: Actor): ReadingScope;
  /** What they may read of who did, changed and tried what. */
  abstract trailScopeOf(by: Actor): TrailScope;
  /** Whether they may be told people's ids. */
  abstract readsPersons(by: Actor): boolean;
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
