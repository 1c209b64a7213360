import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import {
  CommandInput,
  IsLocalizedText,
  IsReference,
  IsText,
  LocalizedTextInput,
  LocalizedTextType,
  MomentScalar,
} from '@baikoo/edge';
import { IsOptional } from 'class-validator';
import { MandateType } from './identity.types.js';

@InputType()
class OfPersonInput extends CommandInput {
  @Field({
    description: 'The subject of the person’s token. An id that says nothing about them: never a name or e-mail.',
  })
  @IsReference()
  personId: string;
}

/** Stands outside the record and can be erased. `reason` and `legalBasis` enter the record: no names in them. */
@InputType()
export class PersonalDataInput extends OfPersonInput {
  @Field(() => LocalizedTextInput, { description: 'Family name, first name, patronymic.' })
  @IsLocalizedText(200)
  names: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { nullable: true, defaultValue: null, description: 'The office that they hold.' })
  @IsOptional()
  @IsLocalizedText(300)
  position: LocalizedTextInput | null;

  @Field(() => String, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsText(50)
  officePhone: string | null;

  @Field(() => String, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsText(254)
  eMail: string | null;
}

@InputType({ description: 'A `reason` is required. It enters the record: no names in it.' })
export class ErasePersonInput extends OfPersonInput {}

@ObjectType('Person', {
  description:
    'What is held of a person in office, outside the record. Read by themselves and by the secretariat; every read is kept.',
})
export class PersonType {
  @Field(() => ID)
  id: string;

  @Field(() => LocalizedTextType)
  names: LocalizedTextType;

  @Field(() => LocalizedTextType, { nullable: true })
  position: LocalizedTextType | null;

  @Field(() => String, { nullable: true })
  officePhone: string | null;

  @Field(() => String, { nullable: true })
  eMail: string | null;

  @Field(() => MomentScalar, { description: 'When these data were taken down or last corrected.' })
  recordedAt: string;

  @Field(() => [MandateType], { description: 'Their mandates in force today.' })
  mandates: readonly MandateType[];
}
