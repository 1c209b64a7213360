import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { refusalsEn } from '@baikoo/languages';
import { MomentScalar, PositionScalar } from './scalars.js';

/** The codes of the schema are the keys of the sentences: there is no code without words in three languages. */
export const RefusalCodes = Object.fromEntries(Object.keys(refusalsEn).map((code) => [code, code]));
registerEnumType(RefusalCodes, {
  name: 'RefusalCode',
  description: 'Why a command was refused.',
  valuesMap: Object.fromEntries(Object.entries(refusalsEn).map(([code, description]) => [code, { description }])),
});

@ObjectType({ description: 'The command was accepted. Sending it again with the same commandId returns this again.' })
export class Receipt {
  @Field()
  commandId: string;

  @Field({ description: 'The history that the command wrote to.' })
  stream: string;

  @Field(() => Int, { description: 'The version of that history from now on.' })
  revision: number;

  @Field(() => PositionScalar, {
    description:
      'Where in the record the last event of the command stands: by it `inclusionProof` proves it, once a checkpoint holds it.',
  })
  position: string;

  @Field({ description: 'Whether queries already show the change; if not, ask again in a moment.' })
  upToDate: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation on whose behalf it was done, if that is not the own. Marked so in the record.',
  })
  onBehalfOf?: string | null;
}

@ObjectType({ description: 'What somebody else recorded after the caller looked. People are not named.' })
export class ChangeSince {
  @Field({ description: 'The name of the fact: DirectionAdded.' })
  type: string;

  @Field({ description: "The fact in words of the caller's language." })
  what: string;

  @Field(() => MomentScalar)
  recordedAt: string;

  @Field(() => ID)
  organisationId: string;

  @Field()
  role: string;
}

@ObjectType({ description: 'The command was refused. Nothing was changed.' })
export class Refusal {
  @Field({ nullable: true })
  commandId?: string;

  @Field(() => RefusalCodes)
  code: string;

  @Field({ description: "The reason in the caller's language." })
  message: string;

  @Field(() => String, { nullable: true, description: 'The field that is to blame, if one is.' })
  path?: string | null;

  @Field(() => [ChangeSince], {
    nullable: true,
    description: 'Of CHANGED_SINCE: what changed since the `expectedRevision`, oldest first; the newest 20.',
  })
  changedSince?: ChangeSince[] | null;
}

export const Outcome = createUnionType({
  name: 'Outcome',
  description: 'What became of a command.',
  types: () => [Receipt, Refusal] as const,
  resolveType: (value: object) => ('code' in value ? Refusal : Receipt),
});
