import type { AskRisk } from '@baikoo/council';
import type { Cause, Receipt } from '@baikoo/event-store';
import type { Actor, Moment, Refusal } from '@baikoo/kernel';
import type { AskMandate, AskOrganisation } from '@baikoo/identity';
import type { AskIndicator, AskSeries } from '@baikoo/indicators';
import type { RefusalCode } from '@baikoo/languages';
import type { AskMeasure } from '@baikoo/measures';
import type { AskPlan } from '@baikoo/plans';
import type { AskTerritory } from '@baikoo/territories';

export type Who = { readonly by: Actor; readonly at: Moment };

/** Every message that loading gives. */
export type AskMessage =
  AskTerritory | AskOrganisation | AskMandate | AskIndicator | AskSeries | AskPlan | AskRisk | AskMeasure;

/** The door for commands, as far as loading needs it: NestJS's CommandBus fits. */
export type CommandDoor = { execute(message: AskMessage): Promise<Receipt | Refusal<RefusalCode>> };

/** One command of the first data. Its id follows from what it is about, so loading again changes nothing. */
export type Entry = {
  readonly id: string;
  readonly message: (who: Who, cause: Cause) => AskMessage;
};

/** Commands that only need what the stages before them left. */
export type Stage = { readonly name: string; readonly entries: readonly Entry[] };
