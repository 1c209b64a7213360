import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf, MomentScalar, NamesPerson, PositionScalar, RefusalCodes, Sensitive } from '@baikoo/edge';
import { SUBJECTS, type SubjectKind } from '../trail/subject.js';
import { ChangeType } from './change.types.js';
import { OfficeHolderType } from './office-holder.types.js';

export const SubjectKindEnum = Object.fromEntries(SUBJECTS.map((kind) => [kind, kind])) as {
  [Kind in SubjectKind]: Kind;
};
registerEnumType(SubjectKindEnum, {
  name: 'SubjectKind',
  description:
    'What an audit trail can be asked of. Directions, tasks and amendments are named <plan>/<id>, series <indicator>/<territory>.',
});

@ObjectType('AuditEntry', { description: 'One fact of a history: who, in which role, when, what, why, on what basis.' })
export class AuditEntryType {
  @Field(() => PositionScalar, {
    description: 'Its place in the record, by which its proof is asked for (`inclusionProof`).',
  })
  position: string;

  @Field()
  stream: string;

  @Field(() => Int, { description: 'Its number in its stream, from 1: the revision that it gave to the subject.' })
  revision: number;

  @Field(() => ID)
  eventId: string;

  @Field({ description: 'The name of the fact: CompletionVerified.' })
  type: string;

  @Field({ description: "The fact in words of the caller's language." })
  what: string;

  @Field({ description: "What happened, as a sentence in the caller's language." })
  sentence: string;

  @Field({
    description: 'False when this version of the program does not know such a fact: it cannot tell what it changed.',
  })
  known: boolean;

  @Field(() => MomentScalar, { description: 'When the record learned of it.' })
  recordedAt: string;

  @Field(() => String, { nullable: true, description: 'When it holds, if that is not when it was recorded.' })
  effectiveAt: string | null;

  @NamesPerson()
  @Field(() => ID, { description: 'The person, by id: names of people do not enter the record.' })
  actorId: string;

  @Sensitive('PERSONAL')
  @Field(() => OfficeHolderType, { nullable: true, description: 'Who that is, for those who are told names.' })
  person: OfficeHolderType | null;

  @Field(() => ID)
  organisationId: string;

  @Field({ description: 'The role in which the person acted.' })
  role: string;

  @Field(() => ID, { nullable: true, description: 'The territory of the mandate.' })
  territoryId: string | null;

  @Field(() => ID, { nullable: true })
  onBehalfOf: string | null;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => String, { nullable: true })
  legalBasis: string | null;

  @Field()
  commandId: string;

  @Field({ description: 'Joins everything that one request set in motion.' })
  correlationId: string;

  @Field(() => String, { nullable: true, description: 'The fact that led to this one, when a process of ours did it.' })
  causationId: string | null;

  @Field(() => [ChangeType])
  changes: ChangeType[];

  @Field({ description: 'The fact itself as it was recorded, as JSON.' })
  data: string;
}

export const AuditTrailConnection = connectionOf(AuditEntryType, 'AuditTrail');

@ObjectType('RefusedAttempt', { description: 'A command that was refused. It changed nothing.' })
export class RefusedAttemptType {
  @Field(() => ID)
  id: string;

  @Field(() => MomentScalar)
  attemptedAt: string;

  @Field()
  command: string;

  @Field({ description: "What was asked for, in words of the caller's language." })
  what: string;

  @Field({ description: 'The history that the command was about.' })
  subject: string;

  @NamesPerson()
  @Field(() => ID, { nullable: true })
  actorId: string | null;

  @Sensitive('PERSONAL')
  @Field(() => OfficeHolderType, { nullable: true, description: 'Who that is, for those who are told names.' })
  person: OfficeHolderType | null;

  @Field(() => ID, { nullable: true })
  organisationId: string | null;

  @Field(() => String, { nullable: true })
  role: string | null;

  @Field(() => RefusalCodes)
  code: string;

  @Field({ description: "The refusal in words of the caller's language." })
  message: string;

  @Field(() => String, { nullable: true })
  path: string | null;

  @Field()
  commandId: string;

  @Field()
  correlationId: string;
}
