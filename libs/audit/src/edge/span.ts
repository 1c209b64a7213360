import { ArgsType, Field } from '@nestjs/graphql';
import { momentOrEndOfDate, PositionScalar, positionOf, UnreadableArgument } from '@baikoo/edge';
import type { EventStore, Position } from '@baikoo/event-store';
import { type CalendarDate, dateOf } from '@baikoo/kernel';

/** Two places of the record. */
@ArgsType()
export class SpanArgs {
  @Field(() => PositionScalar, { nullable: true, description: 'Right after this position; or say `fromMoment`.' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: 'A moment with its zone, or a date: its end in Bishkek.' })
  fromMoment?: string | null;

  @Field(() => PositionScalar, {
    nullable: true,
    description: 'The end of the record unless `to` or `toMoment` is said.',
  })
  to?: string | null;

  @Field(() => String, { nullable: true, description: 'A moment with its zone, or a date: its end in Bishkek.' })
  toMoment?: string | null;
}

type Asked = { readonly position?: string | null | undefined; readonly moment?: string | null | undefined };

/**
 * The place that was asked for; undefined where none was. Throws {@link UnreadableArgument} for text that says none, for
 * two at once, and for a position that the record has not reached.
 */
export async function placeIn(
  store: EventStore,
  end: Position,
  { position, moment }: Asked,
  name: 'from' | 'to',
): Promise<Position | undefined> {
  if (position != null && moment != null) throw new UnreadableArgument(`${name}, ${name}Moment`, 'ONE_OF_TWO');
  if (position != null) {
    const place = positionOf(name, position);
    if (place > end) throw new UnreadableArgument(name, 'BEYOND_THE_RECORD');
    return place;
  }
  if (moment == null) return undefined;
  const place = await store.positionAt(momentOrEndOfDate(`${name}Moment`, moment));
  return place < end ? place : end;
}

/**
 * The date on which a place is looked at: that of the moment which was asked for, as far as it has come, or that on which the
 * record learned of its event. Nothing asked for is where the question stands.
 */
export async function dateIn(
  store: EventStore,
  today: CalendarDate,
  place: Position,
  { position, moment }: Asked,
  name: 'from' | 'to',
): Promise<CalendarDate> {
  if (moment != null) {
    const date = dateOf(momentOrEndOfDate(`${name}Moment`, moment));
    return date < today ? date : today;
  }
  if (position == null) return today;
  const event = await store.findLast(place);
  return event ? dateOf(event.recordedAt) : today;
}
