import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType('Change', { description: 'One value before and after, in words and as JSON; null is "there was none".' })
export class ChangeType {
  @Field({ description: 'The table and row of the read model.' })
  row: string;

  @Field({ description: 'The column of the read model.' })
  field: string;

  @Field({ description: "What the column holds, in words of the caller's language." })
  label: string;

  @Field(() => String, { nullable: true, description: 'As JSON.' })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'As JSON.' })
  after: string | null;

  @Field(() => String, { nullable: true, description: "In words of the caller's language, with the names of then." })
  beforeText: string | null;

  @Field(() => String, { nullable: true, description: "In words of the caller's language, with the names of then." })
  afterText: string | null;
}
