import { Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, MomentScalar } from '@baikoo/edge';

const HASH = 'SHA-256 in base64.';

@ObjectType('Checkpoint', {
  description: 'What the record said of itself at one moment, signed and published: see docs/proof.md.',
})
export class CheckpointType {
  @Field({ description: 'Which record: the name under which its keys sign.' })
  origin: string;

  @Field(() => Int, { description: 'How many events of the record it is of.' })
  size: number;

  @Field({ description: `The root of the tree over those events. ${HASH}` })
  root: string;

  @Field({ description: 'The signed text: a C2SP signed note. Keep it; it is what everything else rests on.' })
  note: string;

  @Field(() => MomentScalar)
  signedAt: string;
}

@ObjectType('ProvenTree', { description: 'The tree (RFC 6962) over the first events of the record.' })
export class ProvenTreeType {
  @Field(() => Int, { description: 'How many events.' })
  size: number;

  @Field({ description: HASH })
  root: string;

  @Field(() => CheckpointType, {
    nullable: true,
    description: 'The published checkpoint of just so many events. Null: none was, and nobody signed this root.',
  })
  checkpoint: CheckpointType | null;
}

@ObjectType('InclusionProof', {
  description: 'That an event stands in the record at its place, whatever it says: checked with RFC 9162, 2.1.3.2.',
})
export class InclusionProofType extends ProvenTreeType {
  @Field(() => Int, { description: 'Its place in the record, from 0.' })
  index: number;

  @Field({ description: `The hash of the event, as the line of an audit bundle shows it. ${HASH}` })
  leafHash: string;

  @Field(() => [String], { description: `The hashes that lead from it to the root, from the bottom upwards. ${HASH}` })
  hashes: readonly string[];
}

@ObjectType('ConsistencyProof', {
  description:
    'That of two trees one is the beginning of the other, so that nothing in it was changed since: checked with RFC 9162, 2.1.4.2.',
})
export class ConsistencyProofType {
  @Field(() => ProvenTreeType)
  from: ProvenTreeType;

  @Field(() => ProvenTreeType)
  to: ProvenTreeType;

  @Field(() => [String], { description: HASH })
  hashes: readonly string[];
}

export const CheckpointConnection = connectionOf(CheckpointType, 'Checkpoint');
