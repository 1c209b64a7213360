import type { ShapesOf } from '@baikoo/kernel';
import type { ReportEvent } from './report.events.js';

/** The shapes of the facts of a report: for each type the steps from its first version to the current one. */
export const reportShapes: ShapesOf<ReportEvent> = {
  ReportCompiled: [],
  ErratumPublished: [],
};
