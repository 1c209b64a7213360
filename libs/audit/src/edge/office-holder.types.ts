import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('OfficeHolder', {
  description:
    'Who somebody in office is. Their data stand outside the record, as they are now, and can be erased. For those alone who ' +
    'are told names; that they asked is kept.',
})
export class OfficeHolderType {
  @Field(() => ID)
  id: string;

  @Field(() => String, {
    nullable: true,
    description: "In the caller's language. Null: nobody took it down; of somebody erased it says so.",
  })
  name: string | null;

  @Field(() => String, { nullable: true, description: 'The office that they hold.' })
  position: string | null;

  @Field({ description: 'Their data were erased. What they did stays in the record.' })
  isErased: boolean;
}
