import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Command, CommandBus } from '@nestjs/cqrs';
import canonicalize from 'canonicalize';
import { Database } from '@baikoo/database';
import type { Cause, Receipt as StoreReceipt } from '@baikoo/event-store';
import { type Actor, isRefusal, type Language, type Moment, refuse, type Refusal } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { waitForProjections } from '@baikoo/projections';
import { type Caller } from './caller.js';
import { type CommandInput } from './command.input.js';
import { type Outcome } from './outcome.types.js';
import { factInWords, factsSince, refusalSentence } from './refusal-sentence.js';
import { AccessPolicy, AttemptLog } from './ports.js';
import { type InputClass, findBrokenRule } from './validate-input.js';

export type Answer = StoreReceipt | Refusal<RefusalCode>;

export type Request<Input extends CommandInput> = {
  /** The name of the command, as the access policy and the audit trail know it. */
  readonly command: string;
  readonly rules: InputClass<Input>;
  readonly input: Input;
  /** What the command is about, for the trail of refused attempts. */
  readonly subject: string;
  /** The organisation in whose place the caller acts, for the receipt. */
  readonly onBehalfOf?: string | null;
  /** The message for the CommandBus, once it is clear who asks and why. */
  readonly message: (
    fields: Omit<Input, keyof CommandInput>,
    who: { by: Actor; at: Moment },
    cause: Cause,
  ) => Command<Answer>;
};

/** How long a mutation waits at most until queries show its effect. */
const READ_YOUR_WRITE_MS = 2_000;

/**
 * The way of every command from the outside in: fields checked, role checked, handed to its handler; a refusal is
 * put into the caller's language and leaves a trace; an acceptance waits until queries show it.
 */
@Injectable()
export class CommandGateway {
  constructor(
    private readonly bus: CommandBus,
    private readonly policy: AccessPolicy,
    private readonly attempts: AttemptLog,
    private readonly db: Database,
  ) {}

  async send<Input extends CommandInput>(caller: Caller, request: Request<Input>): Promise<typeof Outcome> {
    const { commandId } = request.input;
    const answer = await this.#answer(caller, request);
    if (isRefusal<RefusalCode>(answer)) {
      const { command, subject } = request;
      const { by, at, correlationId } = caller;
      const kept = { commandId: storable(commandId), subject: storable(subject) };
      await this.attempts.record({ ...kept, correlationId, command, by, at, refusal: answer });
      return { commandId, ...refusalShown(answer, caller.language) };
    }
    // It is recorded whatever becomes of the waiting.
    const upToDate = await waitForProjections(this.db, answer.position, READ_YOUR_WRITE_MS).catch(() => false);
    const { onBehalfOf = caller.by?.onBehalfOf ?? null } = request;
    return { ...answer, position: String(answer.position), upToDate, onBehalfOf };
  }

  async #answer<Input extends CommandInput>(caller: Caller, request: Request<Input>): Promise<Answer> {
    const { by, at } = caller;
    if (!by) return refuse(caller.personId === undefined ? 'SIGN_IN_REQUIRED' : 'NO_MANDATE');
    const refused = this.policy.findCommandRefusal(by, request.command);
    if (refused) return refuse(refused, undefined, { role: by.role });
    const broken = await findBrokenRule(request.rules, request.input, caller.language);
    if (broken) {
      const { path, reason, rule, limits } = broken;
      return refuse('INVALID_INPUT', path, { path, reason, rule, ...limits });
    }
    const { commandId, reason, legalBasis, effectiveAt, expectedRevision, ...fields } = request.input;
    const fingerprint = fingerprintOf(request.command, by, request.input);
    const cause = {
      ...causeOf(caller, by, { commandId, reason, legalBasis, effectiveAt, expectedRevision }),
      fingerprint,
    };
    return this.bus.execute(request.message(fields, { by, at }, cause));
  }
}

/**
 * Of what is asked and by whom, whatever the order of its fields. Without what the caller had seen: somebody who looked
 * again wishes the same.
 */
function fingerprintOf(command: string, { personId, organisationId }: Actor, asked: CommandInput): string {
  const { expectedRevision: _, ...input } = asked;
  return createHash('sha256')
    .update(canonicalize({ command, personId, organisationId, input }) ?? '')
    .digest('hex');
}

const causeOf = (caller: Caller, by: Actor, input: CommandInput): Omit<Cause, 'fingerprint'> => ({
  commandId: input.commandId,
  correlationId: caller.correlationId,
  causationId: null,
  actorId: by.personId,
  organisationId: by.organisationId,
  roleAtTime: by.role,
  territoryAtTime: by.territoryId,
  onBehalfOf: by.onBehalfOf,
  reason: input.reason,
  legalBasis: input.legalBasis,
  effectiveAt: input.effectiveAt,
  expectedRevision: input.expectedRevision,
});

/** What a refused caller sent may be anything: cut, and without what a database cannot hold. */
export const storable = (text: string): string => text.slice(0, 200).toWellFormed().replaceAll('\0', '\uFFFD');

function refusalShown(refusal: Refusal<RefusalCode>, language: Language) {
  const since = factsSince(refusal.details ?? {}).map((fact) => ({ ...fact, what: factInWords(fact.type, language) }));
  const changedSince = since.length > 0 ? since : null;
  return {
    code: refusal.refused,
    message: refusalSentence(refusal, language),
    path: refusal.path ?? null,
    changedSince,
  };
}
