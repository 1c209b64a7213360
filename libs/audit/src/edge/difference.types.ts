import { Field, ObjectType } from '@nestjs/graphql';
import { PositionScalar, Sensitive } from '@baikoo/edge';
import { AuditEntryType } from './audit.types.js';
import { ChangeType } from './change.types.js';
import { OfficeHolderType } from './office-holder.types.js';

@ObjectType('StateValue', { description: 'One value of something as it stood.' })
export class StateValueType {
  @Field({ description: 'The column of the read model.' })
  field: string;

  @Field({ description: "What the column holds, in words of the caller's language." })
  label: string;

  @Field({ description: 'As JSON.' })
  value: string;

  @Field({ description: "In words of the caller's language, with the names of then." })
  text: string;
}

@ObjectType('StateRow', {
  description: 'A part of something as it stood: a row of a read model. What holds nothing is left out.',
})
export class StateRowType {
  @Field({ description: 'The table and row of the read model.' })
  row: string;

  @Field(() => [StateValueType])
  values: StateValueType[];
}

@ObjectType('SubjectDifference', {
  description: 'How something stood at two places of the record, and how they differ.',
})
export class SubjectDifferenceType {
  @Field(() => PositionScalar)
  from: string;

  @Field({ description: 'The date on which it is looked at from there: on it mandates hold or do not.' })
  fromDate: string;

  @Field(() => PositionScalar)
  to: string;

  @Field({ description: 'The date on which it is looked at from there.' })
  toDate: string;

  @Sensitive('PERSONAL')
  @Field(() => OfficeHolderType, {
    nullable: true,
    description: 'Of a person: who that is now, for those who are told names.',
  })
  person: OfficeHolderType | null;

  @Field(() => [StateRowType], { description: 'How it stood right after `from`; empty when there was nothing yet.' })
  before: StateRowType[];

  @Field(() => [StateRowType], { description: 'How it stood right after `to`.' })
  after: StateRowType[];

  @Field(() => [ChangeType], { description: 'Each value that differs, before and after.' })
  changes: ChangeType[];

  @Field(() => [AuditEntryType], { description: 'What happened in between, oldest first.' })
  facts: AuditEntryType[];
}
