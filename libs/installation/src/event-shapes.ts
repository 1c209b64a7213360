import { conventionShapes } from '@baikoo/conventions';
import { riskShapes } from '@baikoo/council';
import { calendarShapes, cycleShapes, submissionShapes } from '@baikoo/cycles';
import { EventShapes, type Recorded } from '@baikoo/event-store';
import { mandateShapes, organisationShapes, personShapes } from '@baikoo/identity';
import { indicatorShapes, seriesShapes } from '@baikoo/indicators';
import { measureShapes } from '@baikoo/measures';
import { planShapes } from '@baikoo/plans';
import { signingKeyShapes } from '@baikoo/proof';
import { reportShapes } from '@baikoo/reports';
import { territoryShapes } from '@baikoo/territories';

/** Every fact that this build can write and read. A new kind of history adds its shapes here. */
export const eventShapes = new EventShapes([
  territoryShapes,
  organisationShapes,
  mandateShapes,
  personShapes,
  planShapes,
  measureShapes,
  indicatorShapes,
  seriesShapes,
  calendarShapes,
  cycleShapes,
  submissionShapes,
  riskShapes,
  reportShapes,
  conventionShapes,
  signingKeyShapes,
]);

/** Tells an operator of an event that this build does not know, in a sentence. */
export const sayUnknown =
  (say: (message: string) => void) =>
  ({ eventId, stream, position, type, schemaVersion }: Recorded): void =>
    say(
      `This build does not know ${type} version ${schemaVersion}, first met as event ${eventId} at position ` +
        `${position} of ${stream}. Such events are kept; read models skip them and nothing is decided on their histories.`,
    );
