import type { Actor, CalendarDate, Language, Moment } from '@baikoo/kernel';
import type { AsOf, Standing } from '@baikoo/projections';

/** Who is asking, in which language, when, and where in the record their question stands. One for each request. */
export type Caller = {
  /** Whose token it is; undefined when nobody signed in. */
  readonly personId: string | undefined;
  /** Undefined when nobody signed in, or the token's person holds no mandate in force. */
  readonly by: Actor | undefined;
  readonly language: Language;
  /** Joins everything that this request sets in motion. */
  readonly correlationId: string;
  readonly at: Moment;
  /** Set from the operation's `@asOf` directive before any resolver runs. */
  asOf: AsOf;
  /** The national date on which the question stands: today, or that of the moment asked for. Decides what is overdue. */
  today: CalendarDate;
  /** How the read models stood when the request came, or later: see `findStanding`. Absent where nobody looked. */
  readonly standing?: Standing;
};
