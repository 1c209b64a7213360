import type { ShapesOf } from '@baikoo/kernel';
import type { CalendarEvent } from './calendar.events.js';

/** The shapes of the facts of a reporting calendar: for each type the steps from its first version to the current one. */
export const calendarShapes: ShapesOf<CalendarEvent> = { ReportingCalendarSet: [] };
