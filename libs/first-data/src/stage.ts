import type { Command } from '@nestjs/cqrs';
import type { Cause, Receipt } from '@baikoo/event-store';
import type { Actor, Moment, Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';

export type Who = { readonly by: Actor; readonly at: Moment };

/** One command of the first data. Its id follows from what it is about, so loading again changes nothing. */
export type Entry = {
  readonly id: string;
  readonly message: (who: Who, cause: Cause) => Command<Receipt | Refusal<RefusalCode>>;
};

/** Commands that only need what the stages before them left. */
export type Stage = { readonly name: string; readonly entries: readonly Entry[] };
