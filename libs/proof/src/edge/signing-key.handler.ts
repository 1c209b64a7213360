import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Cause, EventStore, execute, type Receipt } from '@baikoo/event-store';
import type { Refusal, Without } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { type SigningKeyCommand, signingKeys } from '../domain/index.js';
import { CheckpointBook } from '../kept/index.js';
import { RecordName } from '../keys/record-name.js';
import { SIGNING_KEYS_STREAM } from '../keys/recorded-keys.js';

/** The one message through which any edge asks something of the keys that sign checkpoints. */
export class AskSigningKey extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: Without<SigningKeyCommand, 'signing' | 'origin'>,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(AskSigningKey)
export class AskSigningKeyHandler implements ICommandHandler<AskSigningKey> {
  constructor(
    private readonly store: EventStore,
    private readonly book: CheckpointBook,
    private readonly name: RecordName,
  ) {}

  async execute({ command: asked, cause }: AskSigningKey): Promise<Receipt | Refusal<RefusalCode>> {
    const { origin } = this.name;
    const command: SigningKeyCommand =
      asked.type === 'AdoptSigningKey'
        ? { ...asked, origin, signing: (await this.book.keys()).at(-1)?.vkey ?? null }
        : { ...asked, origin };
    return execute(this.store, { decider: signingKeys, stream: SIGNING_KEYS_STREAM, command, cause });
  }
}
