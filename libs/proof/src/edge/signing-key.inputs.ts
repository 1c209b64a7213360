import { Field, InputType, registerEnumType } from '@nestjs/graphql';
import { CommandInput, IsOneOf, IsText, LegalActInput } from '@baikoo/edge';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import type { FormerKey } from '../domain/index.js';

export const FormerKeyEnum = { HANDS_OVER: 'HANDS_OVER', LOST: 'LOST', COMPROMISED: 'COMPROMISED' } as const;
registerEnumType(FormerKeyEnum, {
  name: 'FormerKey',
  description:
    'What becomes of the key before a new one. HANDS_OVER: it signs one last checkpoint together with the new key. LOST: ' +
    'nobody has it any more. COMPROMISED: somebody else may have it. After the last two the chain of keys begins anew.',
});

@InputType()
export class AdoptSigningKeyInput extends CommandInput {
  @Field({ description: 'The public key, as `baikoo key` prints it: name+id+base64.' })
  @IsText(500)
  vkey: string;

  @Field({ description: 'Why this key.' })
  @IsText()
  why: string;

  @Field(() => LegalActInput, { description: 'The decision that it rests on.' })
  @ValidateNested()
  @Type(() => LegalActInput)
  act: LegalActInput;
}

@InputType()
export class RotateSigningKeyInput extends AdoptSigningKeyInput {
  @Field(() => FormerKeyEnum, { description: 'What becomes of the key that signs until then.' })
  @IsOneOf(FormerKeyEnum)
  formerKey: FormerKey;
}
