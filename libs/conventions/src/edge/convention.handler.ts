import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import type { CalendarDate, Convention, ConventionName, Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { convention, type ConventionCommand } from '../domain/convention.js';
import { settingOn, valuesOf } from '../domain/in-force.formula.js';

/** The one message through which any edge asks something of a convention. */
export class AskConvention extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: ConventionCommand,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskConvention)
export class AskConventionHandler implements ICommandHandler<AskConvention> {
  constructor(private readonly store: EventStore) {}

  execute({ command, cause }: AskConvention): Promise<Receipt | Refusal<RefusalCode>> {
    return execute(this.store, { decider: convention, stream: conventionStream(command.convention), command, cause });
  }
}

export const conventionStream = (name: string) => `convention-${name}`;

/** The values of a convention on a day, from the record itself: what rules decide by. */
export const recordedConvention = async <Name extends ConventionName>(
  store: EventStore,
  name: Name,
  day: CalendarDate,
): Promise<Convention<Name>> =>
  valuesOf(name, settingOn(await stateOf(store, convention, conventionStream(name)), day));
