import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type Caller, CommandGateway, Outcome } from '@baikoo/edge';
import { EventStore } from '@baikoo/event-store';
import { CheckpointBook } from '../kept/index.js';
import { keyHistory } from '../keys/key-history.js';
import { keyEvents, SIGNING_KEYS_STREAM } from '../keys/recorded-keys.js';
import { AskSigningKey } from './signing-key.handler.js';
import { AdoptSigningKeyInput, RotateSigningKeyInput } from './signing-key.inputs.js';
import { signingKeyShown, SigningKeyType } from './signing-key.types.js';

@Resolver(() => SigningKeyType)
export class SigningKeyResolver {
  constructor(
    private readonly gateway: CommandGateway,
    private readonly record: EventStore,
    private readonly book: CheckpointBook,
  ) {}

  @Query(() => [SigningKeyType], {
    description:
      'Every key that acts have named to sign checkpoints of the record, the oldest first; while there is no act, the one ' +
      'that signs. Public, as `/proof/key` is, which shows those that can be followed from one to the next.',
  })
  async signingKeys(): Promise<readonly SigningKeyType[]> {
    const named = await keyEvents(this.record);
    const signing = named.length > 0 ? [] : await this.book.keys();
    return keyHistory(
      named,
      signing.map(({ vkey }) => vkey),
    ).map(signingKeyShown);
  }

  @Mutation(() => Outcome, {
    description:
      'Names the key that signs checkpoints of the record. From then on no key signs that the record does not name.',
  })
  adoptSigningKey(@Context() caller: Caller, @Args('input') input: AdoptSigningKeyInput) {
    return this.gateway.send(caller, {
      command: 'AdoptSigningKey',
      rules: AdoptSigningKeyInput,
      input,
      subject: SIGNING_KEYS_STREAM,
      message: (fields, who, cause) => new AskSigningKey({ type: 'AdoptSigningKey', ...fields, ...who }, cause),
    });
  }

  @Mutation(() => Outcome, {
    description:
      'Names the key that signs checkpoints of the record from now on. An operator installs it (docs/proof.md).',
  })
  rotateSigningKey(@Context() caller: Caller, @Args('input') input: RotateSigningKeyInput) {
    return this.gateway.send(caller, {
      command: 'RotateSigningKey',
      rules: RotateSigningKeyInput,
      input,
      subject: SIGNING_KEYS_STREAM,
      message: (fields, who, cause) => new AskSigningKey({ type: 'RotateSigningKey', ...fields, ...who }, cause),
    });
  }
}
