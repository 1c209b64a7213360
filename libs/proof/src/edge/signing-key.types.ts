import { Field, ObjectType } from '@nestjs/graphql';
import { LegalActType, MomentScalar, PositionScalar } from '@baikoo/edge';
import { partsOfKey } from '../domain/index.js';
import type { KnownKey } from '../keys/key-history.js';
import { FormerKeyEnum } from './signing-key.inputs.js';

@ObjectType('SigningKey', {
  description: 'A public key by which checkpoints of the record are or were signed: see docs/proof.md, Keys.',
})
export class SigningKeyType {
  @Field({ description: 'As it is passed on, and as `/proof/key` shows it: name+id+base64.' })
  vkey: string;

  @Field({ description: 'Of the record, which all its keys bear.' })
  name: string;

  @Field({ description: 'By which a signature says whose it is: eight hexadecimal digits.' })
  keyId: string;

  @Field({ description: 'The 32 bytes of the Ed25519 public key, in base64.' })
  publicKey: string;

  @Field(() => MomentScalar, {
    nullable: true,
    description:
      'When the record learned of the act that names it. Null: no act does, it signs because it was the first.',
  })
  since: string | null;

  @Field(() => PositionScalar, { nullable: true, description: 'Of that act in the record, by which it can be proven.' })
  position: string | null;

  @Field(() => LegalActType, { nullable: true })
  act: LegalActType | null;

  @Field(() => FormerKeyEnum, {
    nullable: true,
    description: 'What the act that named the next key says of this one. Null: no next one was named.',
  })
  became: KnownKey['became'];
}

export function signingKeyShown({ vkey, named, became }: KnownKey): SigningKeyType {
  const place = named ? { since: named.at, position: String(named.position) } : { since: null, position: null };
  return { vkey, ...partsOfKey(vkey), ...place, act: named?.act ?? null, became };
}
