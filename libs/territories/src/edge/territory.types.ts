import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { LocalizedTextType, SourceType } from '@baikoo/edge';
import type { TerritoryKind } from '../domain/territory.events.js';
import { TerritoryKindEnum } from './territory.inputs.js';

@ObjectType('Population')
export class PopulationType {
  @Field(() => Int)
  count: number;

  @Field({ description: 'Who counted, and of which date.' })
  source: string;
}

@ObjectType('Territory', { description: 'A unit of the administrative division.' })
export class TerritoryType {
  @Field(() => ID, { description: 'The ISO 3166-2 code where there is one, else the SOATE code.' })
  id: string;

  @Field(() => TerritoryKindEnum)
  kind: TerritoryKind;

  @Field(() => ID, { nullable: true })
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
}
