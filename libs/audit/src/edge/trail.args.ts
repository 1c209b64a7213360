import { ArgsType, Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { ForeignCursor, keyOfCursor, momentOrEndOfDate, momentOrStartOfDate, pageSize } from '@baikoo/edge';
import type { Position } from '@baikoo/event-store';
import type { TrailScope } from '@baikoo/kernel';
import { keyOf, type Outcome, type TrailFilter, type TrailQuestion } from '../trail/question.js';
import { searchable } from '../trail/searchable.js';
import type { SubjectKind } from '../trail/subject.js';
import { SubjectKindEnum } from './audit.types.js';
import { OutcomeEnum } from './trail.types.js';

export type TrailOrder = 'NEWEST_FIRST' | 'OLDEST_FIRST';
const TrailOrderEnum: { [Order in TrailOrder]: Order } = {
  NEWEST_FIRST: 'NEWEST_FIRST',
  OLDEST_FIRST: 'OLDEST_FIRST',
};
registerEnumType(TrailOrderEnum, { name: 'TrailOrder', description: 'By when it became known.' });

@InputType({ description: 'What a trail is asked of.' })
export class TrailSubjectInput {
  @Field(() => SubjectKindEnum, {
    description: 'Of a PERSON: what somebody did and tried, and the history of their mandates.',
  })
  kind: SubjectKind;

  @Field(() => ID, {
    description: 'Directions, tasks and amendments are named <plan>/<id>, series <indicator>/<territory>.',
  })
  id: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Of a PLAN or a TERRITORY: with everything that belongs to it, below it too.',
  })
  within: boolean;
}

@InputType({ description: 'What of a trail is shown; everything said must hold.' })
export class TrailFilterInput {
  @Field(() => [OutcomeEnum], { nullable: true })
  outcomes?: Outcome[] | null;

  @Field(() => ID, { nullable: true, description: 'Who did, tried or read it.' })
  personId?: string | null;

  @Field(() => ID, { nullable: true, description: 'For which organisation.' })
  organisationId?: string | null;

  @Field(() => String, { nullable: true, description: 'In which role, by its code.' })
  role?: string | null;

  @Field(() => [String], { nullable: true, description: 'Facts of these names: DeadlineExtended.' })
  types?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Refused commands of these names: ExtendDeadline.' })
  commands?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Facts that rest on an act whose title, number or date holds this, whatever its capitals.',
  })
  legalAct?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Known then or later. A moment, or a date: its begin in Bishkek.',
  })
  knownFrom?: string | null;

  @Field(() => String, { nullable: true, description: 'Known by then. A moment, or a date: its end in Bishkek.' })
  knownTo?: string | null;

  @Field(() => String, { nullable: true, description: 'In effect then or later. A moment or a date.' })
  effectiveFrom?: string | null;

  @Field(() => String, { nullable: true, description: 'In effect by then. A moment or a date.' })
  effectiveTo?: string | null;
}

@ArgsType()
export class TrailArgs {
  @Field(() => TrailSubjectInput, { nullable: true, description: 'Everything that the caller may see unless said.' })
  about?: TrailSubjectInput | null;

  @Field(() => TrailFilterInput, { nullable: true })
  filter?: TrailFilterInput | null;

  @Field(() => TrailOrderEnum, { defaultValue: 'NEWEST_FIRST' })
  order: TrailOrder;

  @Field(() => Int, { nullable: true })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the page before, in the same order.' })
  after?: string | null;
}

/** The most names that one filter may list. */
const MOST_NAMES = 100;

/** The question that the arguments ask. Throws `UnreadableArgument` for a time that is none, `ForeignCursor` for a cursor. */
export function questionOf(
  { about, filter, order, first, after }: TrailArgs,
  scope: TrailScope,
  upTo: Position | undefined,
): TrailQuestion {
  const key = keyOfCursor(after, order);
  const place = key === undefined ? undefined : keyOf(key);
  if (key !== undefined && !place) throw new ForeignCursor();
  const within = about?.within === true && (about.kind === 'PLAN' || about.kind === 'TERRITORY');
  return {
    about: about ? { kind: about.kind, id: searchable(about.id), within } : undefined,
    filter: filterOf(filter ?? {}),
    ...{ scope, upTo, newestFirst: order === 'NEWEST_FIRST', limit: pageSize(first), after: place },
  };
}

/** Dates are whole days in Bishkek. */
export function filterOf(input: TrailFilterInput): TrailFilter {
  const { types, commands, knownFrom, knownTo, effectiveFrom, effectiveTo } = input;
  const named = (text: string | null | undefined) => (text == null ? null : searchable(text));
  return {
    outcomes: input.outcomes ?? null,
    ...{ personId: named(input.personId), organisationId: named(input.organisationId), role: named(input.role) },
    types: types?.slice(0, MOST_NAMES).map(searchable) ?? null,
    commands: commands?.slice(0, MOST_NAMES).map(searchable) ?? null,
    legalAct: named(input.legalAct),
    knownFrom: knownFrom == null ? null : momentOrStartOfDate('knownFrom', knownFrom),
    knownTo: knownTo == null ? null : momentOrEndOfDate('knownTo', knownTo),
    effectiveFrom: effectiveFrom == null ? null : momentOrStartOfDate('effectiveFrom', effectiveFrom),
    effectiveTo: effectiveTo == null ? null : momentOrEndOfDate('effectiveTo', effectiveTo),
  };
}
