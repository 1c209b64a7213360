export { CyclesModule } from './cycles.module.js';
export type { CalendarEvent } from './domain/calendar.events.js';
export { calendarShapes } from './domain/calendar.upcasts.js';
export type { CycleEvent } from './domain/cycle.events.js';
export { cycle } from './domain/cycle.js';
export { cycleShapes } from './domain/cycle.upcasts.js';
export { isSameItem, itemIdOf } from './domain/item.js';
export type { Item, ItemFinding, ItemOutcome, ReadingPart, SubmissionEvent } from './domain/submission.events.js';
export { submission, type SubmissionCommand } from './domain/submission.js';
export { submissionShapes } from './domain/submission.upcasts.js';
export { ConsolidationProcess } from './edge/consolidation.process.js';
export { CycleType } from './edge/cycle.types.js';
export { RemarkType, SubmissionStatusEnum } from './edge/submission.types.js';
export { MissedDeadlineProcess } from './edge/missed-deadline.process.js';
export { ReportingClock } from './edge/reporting-clock.js';
export { AskCalendar } from './edge/calendar.handler.js';
export { AskCycle } from './edge/cycle.handler.js';
export { calendarStream, cycleStream, submissionIdOf, submissionStream } from './edge/streams.js';
export { AskSubmission, AskSubmissionHandler } from './edge/submission.handler.js';
export {
  cyclesProjection,
  type CycleView,
  findCycle,
  findCycles,
  findStandings,
  findSubmissions,
  type SubmissionStanding,
  type SubmissionStatus,
  type SubmissionView,
} from './read/cycles.js';
