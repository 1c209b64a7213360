import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { type Caller, CommandGateway, Outcome } from '@baikoo/edge';
import { SIGNING_KEYS_STREAM } from '../keys/recorded-keys.js';
import { AskSigningKey } from './signing-key.handler.js';
import { AdoptSigningKeyInput, RotateSigningKeyInput } from './signing-key.inputs.js';

@Resolver()
export class SigningKeyResolver {
  constructor(private readonly gateway: CommandGateway) {}

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
