import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AskSubmission, AskSubmissionHandler, findSubmissions, submissionIdOf, submissionStream } from '@baikoo/cycles';
import { Database } from '@baikoo/database';
import { AccessPolicy, type Caller } from '@baikoo/edge';
import { withScope } from '@baikoo/identity';
import { type Cause, EventStore, type Position } from '@baikoo/event-store';
import { type Actor, isRefusal, type Refusal, refuse } from '@baikoo/kernel';
import type { RefusalCode } from '@baikoo/languages';
import { type Change, changesOf } from '../forms/changes.js';
import type { FormRow } from '../forms/form.js';
import { readForm } from '../forms/read-form.js';
import { formSheets } from '../forms/write-form.js';
import { ruleProblem } from '../import/resolve.js';
import { FileRefused, type Problem } from '../problem.js';
import { readFile } from '../workbook/read-file.js';
import { writeXlsx } from '../workbook/write-xlsx.js';
import type { Taken } from './file-transfer.js';
import { impossibleReadings, unexplained, unexplainedChanges } from './form-findings.js';
import { findForm, type FormQuestion } from './find-form.js';
import { brokenItemRule } from './item-rules.js';
import { RefusedFiles } from './refused-files.js';
import { RehearsalStore } from './rehearsal-store.js';

export type FormAsk = {
  readonly cycleId: string;
  readonly organisationId: string;
  readonly bytes: Buffer;
  readonly dryRun: boolean;
  /** Also submits the report. */
  readonly submit: boolean;
};
export type FormAnswer = Taken & { readonly changes: number; readonly submitted: boolean };

const COMMANDS = {
  PROGRESS: 'ReportProgress',
  COMPLETION: 'ClaimCompletion',
  EXPENDITURE: 'ReportExpenditure',
  READING: 'ReportReading',
} as const;

/** The reporting form of one organisation for one cycle: made, and taken over when it was filled in. */
@Injectable()
export class FormService {
  constructor(
    private readonly bus: CommandBus,
    private readonly store: EventStore,
    private readonly db: Database,
    private readonly policy: AccessPolicy,
    private readonly refused: RefusedFiles,
  ) {}

  async make(question: FormQuestion, cycleId: string, organisationId: string): Promise<Buffer | Refusal<RefusalCode>> {
    const form = await findForm(this.db, question, cycleId, organisationId);
    return isRefusal<RefusalCode>(form) ? form : writeXlsx(formSheets(form));
  }

  /** Throws `FileRefused` for a file that is no such form. */
  take(caller: Caller, ask: FormAsk): Promise<FormAnswer | Refusal<RefusalCode>> {
    const { bytes, dryRun, cycleId, organisationId } = ask;
    const subject = submissionStream(submissionIdOf(cycleId, organisationId));
    return this.refused.watch(caller, { command: 'TakeForm', subject, bytes, dryRun }, () => this.#take(caller, ask));
  }

  async #take(
    caller: Caller,
    { cycleId, organisationId, bytes, dryRun, submit }: FormAsk,
  ): Promise<FormAnswer | Refusal<RefusalCode>> {
    const { by, personId } = caller;
    if (!by) return refuse(personId === undefined ? 'SIGN_IN_REQUIRED' : 'NO_MANDATE');
    if (by.organisationId !== organisationId) return refuse('NOT_YOUR_REPORT', 'organisationId');
    const read = readForm(await readFile(bytes));
    if (read.cycleId !== cycleId || read.organisationId !== organisationId)
      throw new FileRefused('FORM_OF_ANOTHER', { cycle: read.cycleId, organisation: read.organisationId });
    const [submission] = await findSubmissions(this.db, undefined, { cycleId, organisationId });
    const now = await findForm(this.db, withScope(caller), cycleId, organisationId);
    if (!submission) return refuse('NO_OBLIGATION', 'cycleId');
    if (isRefusal<RefusalCode>(now)) return now;
    const isStillOpen = (row: FormRow) =>
      now.rows.some(({ kind, id, part }) => kind === row.kind && id === row.id && part === row.part);
    const { changes, problems, warnings } = changesOf(
      read,
      submission.items.map(({ item }) => item),
      isStillOpen,
    );
    const commands = [
      ...changes.map(({ item }) => (item ? COMMANDS[item.kind] : 'WithdrawItem')),
      ...(submit ? ['SubmitReport'] : []),
    ];
    if (commands.some((command) => !this.policy.permitsCommand(by, command)))
      return refuse('NOT_PERMITTED', undefined, { role: by.role });

    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 24);
    const work: Work = {
      caller,
      by,
      cycleId,
      organisationId,
      hash,
      revision: submission.revision,
      returned: submission.timesReturned,
    };
    const store = new RehearsalStore(this.store, caller.at);
    const rehearsal = new AskSubmissionHandler(store, this.db);
    const rehearsed = await this.#perform(changes, submit, work, (message) => rehearsal.execute(message));
    const submissionId = submissionIdOf(cycleId, organisationId);
    const reported = {
      ...{ changes, rows: read.read, held: submission.items },
      rehearsed: store.keptOf(submissionStream(submissionId)),
    };
    const territoryId = submission.territoryId ?? 'KG';
    const impossible = await impossibleReadings(this.store, changes, {
      submissionId,
      territoryId,
      today: caller.today,
    });
    const all = onceByCell([
      ...[...problems, ...(await brokenItems(changes, caller)), ...rehearsed.problems, ...impossible],
      ...unexplained(rehearsed.unexplained, reported).map((needed) => ({ ...needed, kind: 'FILE' as const })),
    ]);
    // Who does not submit yet is told in time what will have to be explained.
    const hints = submit ? [] : unexplainedChanges(reported);
    const answer = { problems: all, warnings: [...warnings, ...hints], changes: changes.length };
    if (all.length > 0 || dryRun) return { ...answer, position: null, submitted: false };
    const { position, ...late } = await this.#perform(changes, submit, work, (message) => this.bus.execute(message));
    const needed = unexplained(late.unexplained, reported).map((one) => ({ ...one, kind: 'FILE' as const }));
    const found = [...late.problems, ...needed];
    return { ...answer, problems: found, position, submitted: submit && found.length === 0 };
  }

  /** One command after the other, each on what those before it left; the first refusal of each is told by its cell. */
  async #perform(
    changes: readonly Change[],
    submit: boolean,
    work: Work,
    ask: (message: AskSubmission) => Promise<Awaited<ReturnType<AskSubmissionHandler['execute']>>>,
  ) {
    const { cycleId, organisationId, by, caller } = work;
    const of = { cycleId, organisationId, by, at: caller.at };
    const problems: Problem[] = [];
    let position: Position | null = null;
    for (const { item, itemId, placeOf } of changes) {
      const wish = item
        ? ({ type: 'ReportItem', ...of, item } as const)
        : ({ type: 'WithdrawItem', ...of, itemId } as const);
      const answer = await ask(new AskSubmission(wish, causeOf(work, `${work.revision}:${shortened(itemId)}`)));
      if (isRefusal<RefusalCode>(answer))
        problems.push(ruleProblem(placeOf(answer.path), answer.refused, answer.details));
      else position = answer.position;
    }
    const unexplained: string[] = [];
    if (!submit || problems.length > 0) return { problems, position, unexplained };
    const answer = await ask(
      new AskSubmission({ type: 'SubmitReport', ...of }, causeOf(work, `submit:${work.returned}`)),
    );
    if (!isRefusal<RefusalCode>(answer)) position = answer.position;
    else if (answer.refused === 'EXPLANATION_REQUIRED')
      unexplained.push(...(answer.details?.['items'] ?? '').split(', '));
    else problems.push(ruleProblem({ sheet: '', cell: null }, answer.refused, answer.details));
    return { problems, position, unexplained };
  }
}

type Work = {
  readonly caller: Caller;
  readonly by: Actor;
  readonly cycleId: string;
  readonly organisationId: string;
  readonly hash: string;
  readonly revision: number;
  readonly returned: number;
};

/** The same file on the same report has one effect; on a report that moved on it is another wish. */
const causeOf = ({ caller, by, hash, organisationId }: Work, key: string): Cause => ({
  ...{ commandId: `form:${hash}:${key}`.slice(0, 100), correlationId: caller.correlationId, causationId: null },
  ...{ actorId: by.personId, organisationId: by.organisationId, roleAtTime: by.role, territoryAtTime: by.territoryId },
  ...{ onBehalfOf: by.onBehalfOf, reason: null, legalBasis: null, effectiveAt: null },
  fingerprint: createHash('sha256').update(`${organisationId}:${hash}:${key}`).digest('hex'),
});

/** The same may be found by the handler and by a check of the form. */
const onceByCell = (problems: readonly Problem[]): readonly Problem[] => {
  const keyOf = ({ sheet, cell, code, details }: Problem) => JSON.stringify([sheet, cell, code, details['rule']]);
  return [...new Map(problems.map((one) => [keyOf(one), one])).values()];
};

const shortened = (itemId: string): string => createHash('sha256').update(itemId).digest('hex').slice(0, 24);

async function brokenItems(changes: readonly Change[], { language }: Caller): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { item, placeOf } of changes) {
    const broken = item && (await brokenItemRule(item, language));
    if (broken)
      problems.push(ruleProblem(placeOf(broken.field), 'INVALID_INPUT', { path: broken.field, reason: broken.reason }));
  }
  return problems;
}
