import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, DateScalar, LegalActType, LocalizedTextType, SourceType } from '@baikoo/edge';
import type { CalendarDate } from '@baikoo/kernel';
import type { TerritoryKind } from '../domain/territory.events.js';
import type { TerritoryDetails } from '../read/territory-page.js';
import { TerritoryKindEnum } from './territory.inputs.js';

export const TerritoryStatusEnum = { ACTIVE: 'ACTIVE', ABOLISHED: 'ABOLISHED', FORMED_LATER: 'FORMED_LATER' } as const;
registerEnumType(TerritoryStatusEnum, {
  name: 'TerritoryStatus',
  description: 'Whether a territory exists on the date that is asked about.',
});

const ASPECTS = { LIFE: 'LIFE', NAMES: 'NAMES', PARENT: 'PARENT', SUCCESSION: 'SUCCESSION' } as const;
registerEnumType(ASPECTS, {
  name: 'TerritoryAspect',
  description: 'What a dated fact is about: existence, name, what it lies in, what came after it.',
});

const CHANGES = {
  TerritoryRenamed: 'TerritoryRenamed',
  TerritoryReparented: 'TerritoryReparented',
  TerritoriesMerged: 'TerritoriesMerged',
  TerritorySplit: 'TerritorySplit',
  TerritoryAbolished: 'TerritoryAbolished',
  TerritoryChangeRepealed: 'TerritoryChangeRepealed',
} as const;
registerEnumType(CHANGES, { name: 'TerritoryChangeKind', description: 'What kind of change of the map it was.' });

@ObjectType('Population')
export class PopulationType {
  @Field(() => Int)
  count: number;

  @Field({ description: 'Who counted, and of which date.' })
  source: string;
}

@ObjectType('TerritoryReference', { description: 'As much of another territory as leads to it.' })
export class TerritoryReferenceType {
  @Field(() => ID)
  id: string;

  @Field(() => TerritoryKindEnum)
  kind: TerritoryKind;

  @Field(() => LocalizedTextType)
  names: LocalizedTextType;
}

@ObjectType('TerritoryChange', { description: 'A change of the map, and the act behind it.' })
export class TerritoryChangeType {
  @Field(() => ID, { description: 'What a repeal names.' })
  changeId: string;

  @Field(() => CHANGES)
  type: keyof typeof CHANGES;

  @Field(() => LegalActType)
  legalAct: LegalActType;

  @Field(() => SourceType)
  source: SourceType;

  @Field()
  illustrative: boolean;
}

@ObjectType('TerritoryFact', { description: 'Something that was said of a territory for the time from a date on.' })
export class TerritoryFactType {
  @Field(() => ASPECTS)
  aspect: keyof typeof ASPECTS;

  @Field(() => DateScalar, { nullable: true, description: 'Null: since before the record.' })
  from: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'A later act took it back: from this date it does not hold.',
  })
  repealedOn: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Of LIFE: whether it exists from then on.' })
  active: boolean | null;

  @Field(() => LocalizedTextType, { nullable: true, description: 'Of NAMES.' })
  names: LocalizedTextType | null;

  @Field(() => ID, { nullable: true, description: 'Of PARENT.' })
  parentId: string | null;

  @Field(() => ID, { nullable: true, description: 'Of SUCCESSION.' })
  successorId: string | null;

  @Field(() => TerritoryChangeType, { nullable: true, description: 'Null: it was registered so.' })
  change: TerritoryChangeType | null;
}

@ObjectType('Territory', {
  description: 'A unit of the administrative division, as it stands on the date asked about.',
})
export class TerritoryType {
  @Field(() => ID, { description: 'The ISO 3166-2 code where there is one, else the SOATE code.' })
  id: string;

  @Field(() => TerritoryKindEnum)
  kind: TerritoryKind;

  @Field(() => TerritoryStatusEnum)
  status: keyof typeof TerritoryStatusEnum;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first date of its life, or of the one that the date lies in; null: since before the record.',
  })
  validFrom: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first date after it; null while no end is known.' })
  validTo: string | null;

  @Field(() => ID, { nullable: true, description: 'What it lies in; of an abolished one, what it last lay in.' })
  parentId: string | null;

  @Field({ description: 'The code in the state classifier of administrative units.' })
  soate: string;

  @Field(() => String, { nullable: true, description: 'ISO 3166-2.' })
  iso: string | null;

  @Field(() => LocalizedTextType)
  names: LocalizedTextType;

  @Field(() => PopulationType, { nullable: true, description: 'Null while no figure is known.' })
  population: PopulationType | null;

  @Field(() => SourceType)
  source: SourceType;

  @Field(() => [TerritoryReferenceType], { description: 'What lies directly in it.' })
  children: readonly TerritoryReferenceType[];

  @Field(() => [TerritoryReferenceType], { description: 'What was merged into it or divided to form it.' })
  predecessors: readonly TerritoryReferenceType[];

  @Field(() => [TerritoryReferenceType], { description: 'What it was merged into or divided into.' })
  successors: readonly TerritoryReferenceType[];

  @Field(() => [TerritoryFactType], {
    description: 'Every name, parent, beginning and end by date, each with its act; with what was repealed.',
  })
  history: readonly TerritoryFactType[];
}

export const TerritoryConnection = connectionOf(TerritoryType, 'Territory');

export const asTerritory = ({ active, ...details }: TerritoryDetails, on: CalendarDate): TerritoryType => ({
  ...details,
  status: active ? 'ACTIVE' : details.validFrom !== null && details.validFrom > on ? 'FORMED_LATER' : 'ABOLISHED',
});
