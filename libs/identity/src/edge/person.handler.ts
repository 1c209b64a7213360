import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '@baikoo/database';
import { type Cause, EventStore, execute, type Receipt } from '@baikoo/event-store';
import { isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { person, type PersonCommand } from '../domain/person.js';
import { forgetPerson, keepPerson, type PersonalData, personStream } from './people.js';

/** The one message through which any edge asks for the keeping or erasing of data about a person. */
export class AskPerson extends Command<Receipt | Refusal<RefusalCode>> {
  constructor(
    readonly command: PersonCommand,
    readonly cause: Cause,
    /** What is to be kept; null to erase. */
    readonly data: PersonalData | null,
  ) {
    super();
  }
}

@CommandHandler(AskPerson)
export class AskPersonHandler implements ICommandHandler<AskPerson> {
  constructor(
    private readonly store: EventStore,
    private readonly db: Database,
  ) {}

  /**
   * The fact first, then the data: what nobody decided is never kept, and of somebody erased nothing is shown even if the
   * program dies in between. Sent again, the command does what is left to do.
   */
  async execute({ command, cause, data }: AskPerson): Promise<Receipt | Refusal<RefusalCode>> {
    const { personId } = command;
    const stream = personStream(personId);
    if (command.type === 'ErasePerson' && !cause.reason) return refuse('REASON_REQUIRED', 'reason');
    // A hash of names and phones would be personal data in the record for ever: short texts are found by trying.
    const unhashed = { ...cause, fingerprint: null };
    const receipt = await execute(this.store, { decider: person, stream, command, cause: unhashed });
    if (isRefusal<RefusalCode>(receipt)) return receipt;
    if (data === null) await forgetPerson(this.db, personId, receipt.revision);
    else if ((await this.store.read(stream)).at(-1)?.revision === receipt.revision)
      await keepPerson(this.db, personId, data, receipt.revision);
    return receipt;
  }
}
