import { addDays, type CalendarDate, daysBetween, type Moment } from '@baikoo/kernel';
import type { Batch, Scribe } from './scribe.js';

/** Something that happens over time: acts, and yields for how many working hours it then waits; 0 goes on at once. */
export type Story = Generator<number, void>;

/** The first day of every generated history. */
export const BEGINNING: CalendarDate = '2021-10-01';
/** People act from nine to five in Bishkek, on every day of the week: how often they rest is nobody's question here. */
export const HOURS_A_DAY = 8;
const FIRST_HOUR_UTC = 3;

/** Working hours from the beginning to the morning of a day. */
export const hourOf = (date: CalendarDate): number => daysBetween(BEGINNING, date) * HOURS_A_DAY;

/**
 * Lets stories happen side by side: whatever acts in the same hour acts in rounds, a second apart, and each round is
 * written together. So time only goes forward, and what many do at once needs few transactions.
 */
export class Agenda {
  readonly #due = new Map<number, Story[]>();
  #hour = 0;

  /** Working hours since the beginning. */
  get hour(): number {
    return this.#hour;
  }

  /** The story's first act is at that working hour, or now if it has passed. */
  begin(hour: number, story: Story): void {
    const at = Math.max(hour, this.#hour);
    const others = this.#due.get(at);
    if (others) others.push(story);
    else this.#due.set(at, [story]);
  }

  *play(scribe: Scribe): Generator<Batch> {
    for (; this.#due.size > 0; this.#hour++) {
      let acting = this.#due.get(this.#hour) ?? [];
      this.#due.delete(this.#hour);
      for (let round = 0; acting.length > 0; round++) {
        scribe.now = momentOf(this.#hour, round);
        const again: Story[] = [];
        for (const story of acting) {
          const { done, value } = story.next();
          if (done) continue;
          if (value === 0) again.push(story);
          else this.begin(this.#hour + value, story);
        }
        // Others may have been begun for this same hour.
        acting = [...again, ...(this.#due.get(this.#hour) ?? [])];
        this.#due.delete(this.#hour);
        yield* scribe.take();
      }
    }
  }
}

function momentOf(hour: number, second: number): Moment {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = addDays(BEGINNING, Math.floor(hour / HOURS_A_DAY));
  const seconds = Math.min(second, 3_599);
  const clock = `${two(FIRST_HOUR_UTC + (hour % HOURS_A_DAY))}:${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  return `${day}T${clock}.000Z`;
}
