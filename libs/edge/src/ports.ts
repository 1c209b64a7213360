import type { Actor, Moment, ReadingScope, Refusal, TrailScope } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';

/** Who may ask for what. The slice `identity` answers. */
export abstract class AccessPolicy {
  /** Why this command may not be given at all; what depends on the subject is decided in the domain. */
  abstract findCommandRefusal(by: Actor, command: string): RefusalCode | undefined;

  permitsCommand(by: Actor, command: string): boolean {
    return this.findCommandRefusal(by, command) === undefined;
  }

  /** Why this question may not be asked at all; undefined: it may, and the answer holds what the scope shows. */
  abstract findQueryRefusal(by: Actor, query: string): RefusalCode | undefined;
  /** What of the domain they may read. */
  abstract scopeOf(by: Actor): ReadingScope;
  /** What they may read of who did, changed and tried what. */
  abstract trailScopeOf(by: Actor): TrailScope;
  /** Whether they may be told people's ids. */
  abstract readsPersons(by: Actor): boolean;
  /** Whether they may be told the names of people. */
  abstract readsNames(by: Actor): boolean;
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

/** One question of a read: the field at the root of an operation, with what of its arguments may be kept. */
export type AskedField = { readonly field: string; readonly arguments: Readonly<Record<string, unknown>> };

/** A read that leaves a trace: who asked what. What was answered is never kept, and no free text of the question. */
export type SensitiveRead = {
  /** OVERSIGHT: by a role whose reads are all kept. PERSONAL: of data about a person. EXPORT: taken out as a file. */
  readonly kind: 'OVERSIGHT' | 'PERSONAL' | 'EXPORT';
  readonly via: 'GRAPHQL' | 'SUBSCRIPTION' | 'FILE' | 'COMMAND_LINE';
  readonly by: Actor;
  readonly at: Moment;
  readonly correlationId: string;
  /** The name that the client gave to its operation. */
  readonly operation: string | null;
  readonly asked: readonly AskedField[];
  /** The place in the record that was asked about; null is now. */
  readonly asOf: bigint | null;
};

/** Nothing could be written for so long that a read would go unseen: it is not answered. */
export class ReadLogFull extends Error {
  override readonly name = 'ReadLogFull';
}

/** Keeps sensitive reads (ADR 0031). The slice `identity` does; auditors are shown them by the slice `audit`. */
export abstract class ReadLog {
  /** Whether all reads of the caller are kept: of auditors and parliament they are. */
  abstract keepsReadsOf(by: Actor): boolean;

  /** Takes a read in, which is written soon and with others: nobody waits. Throws {@link ReadLogFull}. */
  abstract record(read: SensitiveRead): void;

  /** The same, and done only when it is written: data about people are shown to nobody before. */
  abstract recordNow(read: SensitiveRead): Promise<void>;

  /** How many reads wait to be written, and why the last attempt failed, if it did. */
  abstract state(): { readonly waiting: number; readonly trouble: string | undefined };
}
