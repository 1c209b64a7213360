import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { type Refusal, refuse, type Without } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { plan, planStream } from '@baikoo/plans';
import { findTerritory } from '@baikoo/territories';
import { calendar, type CalendarCommand } from '../domain/calendar.js';
import { calendarStream } from './streams.js';

/** The one message through which any edge asks something of a plan's reporting calendar. */
export class AskCalendar extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly wish: Without<CalendarCommand, 'planStatus'>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskCalendar)
export class AskCalendarHandler implements ICommandHandler<AskCalendar> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  async execute({ wish, cause }: AskCalendar): Promise<Receipt | Refusal<RefusalCode>> {
    const { within } = wish.settings.template;
    if (within !== null && !(await findTerritory(this.db, within)))
      return refuse('UNKNOWN_TERRITORY', 'within', { id: within });
    const restsOn = [planStream(wish.planId)];
    const command = async (): Promise<CalendarCommand> => {
      const { status: planStatus } = await stateOf(this.store, plan, planStream(wish.planId));
      return { ...wish, planStatus };
    };
    return execute(this.store, { decider: calendar, stream: calendarStream(wish.planId), command, cause, restsOn });
  }
}
