import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordedConvention } from '@baikoo/conventions';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt, stateOf } from '@baikoo/event-store';
import { dateOf, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { plan, planStream } from '@baikoo/plans';
import { findTerritory } from '@baikoo/territories';
import { calendar, type CalendarCommand } from '../domain/calendar.js';
import type { CycleSettings } from '../domain/calendar.events.js';
import { remindDaysBefore } from '../domain/reporting-days.js';
import { calendarStream } from './streams.js';

/** What a caller says; the plan's state and the days that hold where nobody says any are looked up here. */
export type CalendarWish = Omit<CalendarCommand, 'planStatus' | 'reporting' | 'settings'> & {
  readonly settings: Omit<CycleSettings, 'remindDaysBefore'> & { readonly remindDaysBefore: readonly number[] | null };
};

/** The one message through which any edge asks something of a plan's reporting calendar. */
export class AskCalendar extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly wish: CalendarWish,
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
      const reporting = await recordedConvention(this.store, 'REPORTING', dateOf(wish.at));
      const { template, remindDaysBefore: said } = wish.settings;
      const settings = { template, remindDaysBefore: said ?? remindDaysBefore(reporting) };
      return { ...wish, planStatus, reporting, settings };
    };
    return execute(this.store, { decider: calendar, stream: calendarStream(wish.planId), command, cause, restsOn });
  }
}
