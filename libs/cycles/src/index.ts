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
export { ratesOf, type SubmissionCounts, type SubmissionRates } from './domain/submission-figures.formula.js';
export { SubmissionCountsType } from './edge/cycle-list.types.js';
export { reviewerOf } from './edge/reviewer.js';
export { asSubmission } from './edge/submission.resolver.js';
export { SubmissionType } from './edge/submission.types.js';
export { countByOrganisation, countByPart, type OrganisationCounts } from './read/completeness.js';
export { findSilentReports, type SilentView } from './read/silent-reports.js';
export { findNotices, type NoticeView } from './read/notices.js';
export { findCyclePage } from './read/cycle-page.js';
export { findSubmissionPage, type SubmissionPage } from './read/standing-page.js';
export { type Reviewer } from './read/standing.filter.js';
