import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, MomentScalar, NamesPerson, PositionScalar, Sensitive } from '@baikoo/edge';
import { OUTCOMES, type Outcome } from '../trail/question.js';
import type { SubjectKind } from '../trail/subject.js';
import { SubjectKindEnum } from './audit.types.js';
import { ChangeType } from './change.types.js';
import { OfficeHolderType } from './office-holder.types.js';

export const OutcomeEnum = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, outcome])) as {
  [One in Outcome]: One;
};
registerEnumType(OutcomeEnum, {
  name: 'TrailOutcome',
  description:
    'ACCEPTED: a fact of the record. REFUSED: a command that was refused and changed nothing. READ: somebody looked at what is watched.',
});

@ObjectType('TrailLine', {
  description: "One line of the audit trail, told in the caller's language with the names that things had then.",
})
export class TrailLineType {
  @Field(() => ID)
  id: string;

  @Field(() => OutcomeEnum)
  outcome: Outcome;

  @Field(() => MomentScalar, { description: 'When it became known: the recording, the attempt or the read.' })
  at: string;

  @Field(() => String, { nullable: true, description: 'When it takes effect, if that is not when it became known.' })
  effectiveAt: string | null;

  @Field(() => SubjectKindEnum, { nullable: true, description: 'What kind of thing it is about.' })
  aboutKind: SubjectKind | null;

  @Field(() => ID, { nullable: true })
  aboutId: string | null;

  @Field(() => String, { nullable: true, description: 'The history that it stands in, or that the command was about.' })
  stream: string | null;

  @Field({
    description: 'False when this version of the program does not know such a fact: it cannot tell what it changed.',
  })
  known: boolean;

  @Field(() => String, { nullable: true, description: 'What it is about, in words: the kind of thing and its name.' })
  about: string | null;

  @Field({ description: 'The name of the fact or of the refused command; of a read its kind.' })
  type: string;

  @Field({ description: 'The fact by its name in words; why it was refused; what was read.' })
  what: string;

  @Field({ description: 'What happened, as a sentence.' })
  sentence: string;

  @Field(() => [ChangeType], { description: 'Each value that it changed.' })
  changes: ChangeType[];

  @NamesPerson()
  @Field(() => ID, { nullable: true, description: 'Who, by id: names of people do not enter the record.' })
  personId: string | null;

  @Sensitive('PERSONAL')
  @Field(() => OfficeHolderType, { nullable: true, description: 'Who that is, for those who are told names.' })
  person: OfficeHolderType | null;

  @Field(() => String, { nullable: true, description: 'The code of the role in which the person acted.' })
  roleCode: string | null;

  @Field(() => String, { nullable: true, description: 'The role in words.' })
  role: string | null;

  @Field(() => ID, { nullable: true })
  organisationId: string | null;

  @Field(() => String, { nullable: true, description: 'The organisation for which the person acted, by name.' })
  organisation: string | null;

  @Field(() => ID, { nullable: true, description: 'The territory of the mandate.' })
  territoryId: string | null;

  @Field(() => ID, { nullable: true })
  onBehalfOfId: string | null;

  @Field(() => String, { nullable: true, description: 'On whose behalf, by name.' })
  onBehalfOf: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why: the reason of the command, or that of the fact itself, or of what was taken away.',
  })
  reason: string | null;

  @Field(() => String, { nullable: true, description: 'The legal act as the author named it.' })
  legalBasis: string | null;

  @Field(() => String, { nullable: true, description: 'The act that it rests on, with title, number and date.' })
  legalAct: string | null;

  @Field(() => PositionScalar, {
    nullable: true,
    description:
      'The place in the record, by which its proof is asked for (`inclusionProof`); of a read the place that was asked about.',
  })
  position: string | null;

  @Field(() => Int, { nullable: true, description: 'The revision that it gave to what it is about.' })
  revision: number | null;

  @Field(() => ID, { nullable: true })
  eventId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Joins everything that one request set in motion.',
  })
  correlationId: string | null;

  @Field(() => String, { nullable: true })
  commandId: string | null;

  @Field(() => String, { nullable: true, description: 'The fact that led to this one, when a process of ours did it.' })
  causationId: string | null;

  @Field(() => String, { nullable: true, description: 'The code of the refusal.' })
  code: string | null;

  @Field(() => String, { nullable: true, description: 'The field that the refusal is about.' })
  path: string | null;

  @Field({
    description: 'What was recorded, as JSON: of a fact its data, of a refusal its details, of a read the questions.',
  })
  data: string;
}

export const TrailConnection = connectionOf(TrailLineType, 'Trail');
