import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Database } from '@baikoo/database';
import { AccessDenied, type Caller, CommandGateway, Outcome, Sensitive } from '@baikoo/edge';
import { EventStore } from '@baikoo/event-store';
import { readsPersonalDataOf } from '../domain/personal-reading.js';
import { findMandatesInForce } from '../read/mandates.js';
import { fieldsOf, findPerson, type PersonalData, personStream } from './people.js';
import { AskPerson } from './person.handler.js';
import { ErasePersonInput, PersonalDataInput, PersonType } from './person.types.js';

@Resolver(() => PersonType)
export class PersonResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly db: Database,
    private readonly store: EventStore,
  ) {}

  /** About now, whatever moment the rest of the operation asks about: of what was erased there is no past. */
  @Sensitive('PERSONAL')
  @Query(() => PersonType, {
    nullable: true,
    description: 'What is held of a person: for themselves and the secretariat. Null: nothing, or no longer anything.',
  })
  async person(@Context() caller: Caller, @Args('id', { type: () => ID }) id: string) {
    const { by, today } = caller;
    if (!by || !readsPersonalDataOf(by, id)) throw new AccessDenied(caller, 'NOT_YOURS_TO_READ');
    const held = await findPerson(this.db, this.store, id);
    return held ? { ...held, mandates: await findMandatesInForce(this.db, id, today) } : null;
  }

  @Mutation(() => Outcome, { description: 'Takes data about a person in office down, outside the record.' })
  recordPerson(@Context() caller: Caller, @Args('input') input: PersonalDataInput) {
    return this.#keep(caller, 'RecordPerson', input);
  }

  @Mutation(() => Outcome, { description: 'Replaces what is held of a person. What was held before is not kept.' })
  correctPerson(@Context() caller: Caller, @Args('input') input: PersonalDataInput) {
    return this.#keep(caller, 'CorrectPerson', input);
  }

  @Mutation(() => Outcome, {
    description:
      'Erases what is held of a person, with a reason. That it was erased, by whom and why stays in the record.',
  })
  erasePerson(@Context() caller: Caller, @Args('input') input: ErasePersonInput) {
    return this.gateway.send(caller, {
      command: 'ErasePerson',
      rules: ErasePersonInput,
      input,
      subject: personStream(input.personId),
      message: ({ personId }, who, cause) => new AskPerson({ type: 'ErasePerson', personId, ...who }, cause, null),
    });
  }

  #keep(caller: Caller, type: 'RecordPerson' | 'CorrectPerson', input: PersonalDataInput) {
    return this.gateway.send(caller, {
      command: type,
      rules: PersonalDataInput,
      input,
      subject: personStream(input.personId),
      message: ({ personId, ...fields }, who, cause) => {
        const data: PersonalData = fields;
        return new AskPerson({ type, personId, fields: fieldsOf(data), ...who }, cause, data);
      },
    });
  }
}
