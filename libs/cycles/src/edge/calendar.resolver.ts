import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Caller, CommandGateway, Outcome } from '@baikoo/edge';
import { AskCalendar } from './calendar.handler.js';
import {
  ApplyTemplateInput,
  ExemptObligationInput,
  FinaliseCycleInput,
  OpenScheduledCycleInput,
  RevokeExemptionInput,
  SetReportingCalendarInput,
} from './calendar.inputs.js';
import { AskCycle } from './cycle.handler.js';
import { calendarStream, cycleStream } from './streams.js';

@Resolver()
export class CalendarResolver {
  constructor(private readonly gateway: CommandGateway) {}

  @Mutation(() => Outcome, {
    description:
      'Sets when cycles of a plan are announced and opened by themselves, when organisations are reminded, and who owes ' +
      'a report. Cycles that are announced already stay as they were announced.',
  })
  setReportingCalendar(@Context() caller: Caller, @Args('input') input: SetReportingCalendarInput) {
    return this.gateway.send(caller, {
      command: 'SetReportingCalendar',
      rules: SetReportingCalendarInput,
      input,
      subject: calendarStream(input.planId),
      message: (fields, who, cause) => {
        const { remindDaysBefore, organisationKinds, territoryKinds, within, withMeasures, endorsement, ...rest } =
          fields;
        const template = { organisationKinds, territoryKinds, within, withMeasures, endorsement };
        const settings = { remindDaysBefore, template };
        return new AskCalendar({ type: 'SetReportingCalendar', ...rest, settings, ...who }, cause);
      },
    });
  }

  @Mutation(() => Outcome, { description: 'Opens an announced cycle at once, if its day has come.' })
  openScheduledCycle(@Context() caller: Caller, @Args('input') input: OpenScheduledCycleInput) {
    return this.gateway.send(caller, {
      command: 'OpenScheduledCycle',
      rules: OpenScheduledCycleInput,
      input,
      subject: cycleStream(input.cycleId),
      message: (fields, who, cause) => new AskCycle({ type: 'OpenScheduledCycle', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description: 'Obliges whoever owes a report by the template of the calendar and does not know it yet.',
  })
  applyTemplate(@Context() caller: Caller, @Args('input') input: ApplyTemplateInput) {
    return this.gateway.send(caller, {
      command: 'ApplyTemplate',
      rules: ApplyTemplateInput,
      input,
      subject: cycleStream(input.cycleId),
      message: (fields, who, cause) => new AskCycle({ type: 'ApplyTemplate', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Exempts an organisation that has not submitted its report yet.' })
  exemptObligation(@Context() caller: Caller, @Args('input') input: ExemptObligationInput) {
    return this.gateway.send(caller, {
      command: 'ExemptObligation',
      rules: ExemptObligationInput,
      input,
      subject: cycleStream(input.cycleId),
      message: (fields, who, cause) => new AskCycle({ type: 'ExemptObligation', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Takes an exemption back: the report is owed again.' })
  revokeExemption(@Context() caller: Caller, @Args('input') input: RevokeExemptionInput) {
    return this.gateway.send(caller, {
      command: 'RevokeExemption',
      rules: RevokeExemptionInput,
      input,
      subject: cycleStream(input.cycleId),
      message: (fields, who, cause) => new AskCycle({ type: 'RevokeExemption', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, { description: 'Ends a closed cycle for good: nothing in it is reopened any more.' })
  finaliseCycle(@Context() caller: Caller, @Args('input') input: FinaliseCycleInput) {
    return this.gateway.send(caller, {
      command: 'FinaliseCycle',
      rules: FinaliseCycleInput,
      input,
      subject: cycleStream(input.cycleId),
      message: (fields, who, cause) => new AskCycle({ type: 'FinaliseCycle', ...fields, ...who }, cause),
    });
  }
}
