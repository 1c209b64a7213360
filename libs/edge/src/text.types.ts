import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { type Language, LANGUAGES } from '@baikoo/kernel';
import { IsOptional } from 'class-validator';
import {
  IsAddress,
  IsDate,
  IsFileSize,
  IsLocalizedText,
  IsMediaType,
  IsOneOf,
  IsSha256,
  IsText,
} from './input-rules.js';
import { DateScalar } from './scalars.js';

export const LanguageEnum = Object.fromEntries(LANGUAGES.map((language) => [language, language]));
registerEnumType(LanguageEnum, {
  name: 'Language',
  description: 'ky: state language, ru: official, en: for partners.',
});

@ObjectType('LocalizedText', { description: 'A text in the languages that its author had.' })
export class LocalizedTextType {
  @Field(() => String, { nullable: true })
  ky?: string | null;

  @Field(() => String, { nullable: true })
  ru?: string | null;

  @Field(() => String, { nullable: true })
  en?: string | null;

  @Field(() => [LanguageEnum], {
    nullable: true,
    description: 'Languages whose wording no native speaker has confirmed yet (machine-made).',
  })
  unconfirmed?: readonly Language[] | null;
}

@InputType()
export class LocalizedTextInput {
  @Field(() => String, { nullable: true, defaultValue: null })
  @IsOptional()
  ky: string | null;

  @Field(() => String, { nullable: true, defaultValue: null })
  @IsOptional()
  ru: string | null;

  @Field(() => String, { nullable: true, defaultValue: null })
  @IsOptional()
  en: string | null;

  @Field(() => [LanguageEnum], { nullable: true, defaultValue: null })
  @IsOptional()
  @IsOneOf(LanguageEnum, { each: true })
  unconfirmed: ('ky' | 'ru' | 'en')[] | null;
}

@ObjectType('Source', { description: 'Where a figure or a text comes from.' })
export class SourceType {
  @Field()
  title: string;

  @Field(() => String, { nullable: true, description: 'The place in it: a section, a table and row.' })
  reference: string | null;
}

@InputType()
export class SourceInput {
  @Field()
  @IsText(500)
  title: string;

  @Field(() => String, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsText(200)
  reference: string | null;
}

@ObjectType('LegalAct', { description: 'The act that a decision rests on. Number and date are null while unknown.' })
export class LegalActType {
  @Field(() => LocalizedTextType)
  titles: LocalizedTextType;

  @Field(() => String, { nullable: true })
  number: string | null;

  @Field(() => DateScalar, { nullable: true })
  date: string | null;
}

@InputType()
export class EvidenceInput {
  @Field()
  @IsText(255)
  fileName: string;

  @Field({ description: 'IANA media type.' })
  @IsMediaType()
  mediaType: string;

  @Field(() => Int, { description: 'Size in bytes.' })
  @IsFileSize()
  bytes: number;

  @Field({ description: 'SHA-256 of the content, hexadecimal.' })
  @IsSha256()
  sha256: string;

  @Field({ description: 'Where those who may see it can fetch it; https.' })
  @IsAddress()
  address: string;
}

@ObjectType('Evidence', { description: 'A file that proves something; its content stays outside the record.' })
export class EvidenceType {
  @Field()
  fileName: string;

  @Field()
  mediaType: string;

  @Field(() => Int)
  bytes: number;

  @Field()
  sha256: string;

  @Field()
  address: string;
}

@InputType()
export class LegalActInput {
  @Field(() => LocalizedTextInput)
  @IsLocalizedText(500)
  titles: LocalizedTextInput;

  @Field(() => String, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsText(100)
  number: string | null;

  @Field(() => DateScalar, { nullable: true, defaultValue: null })
  @IsOptional()
  @IsDate()
  date: string | null;
}
