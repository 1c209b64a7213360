import type { ShapesOf } from '@baikoo/kernel';
import type { SeriesEvent } from './series.events.js';

/** The shapes of the facts of a series of readings: for each type the steps from its first version to the current one. */
export const seriesShapes: ShapesOf<SeriesEvent> = {
  ReadingRecorded: [],
  ReadingCorrected: [],
  ReadingRetracted: [],
  ReadingDeclaredMissing: [],
  ReadingFlagged: [],
  FlagResolved: [],
  ReadingConfirmed: [],
};
