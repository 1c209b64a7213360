import type { Caller, CommandGateway, CommandInput, InputClass } from '@baikoo/edge';
import type { Actor, Moment } from '@baikoo/kernel';
import { submissionIdOf, submissionStream } from './streams.js';
import { AskSubmission, type SubmissionWish } from './submission.handler.js';

/** What every input about the own report says besides. */
export type OwnFields = CommandInput & { cycleId: string; onBehalfOf: string | null };
type Own = Extract<
  SubmissionWish,
  { type: 'ReportItem' | 'WithdrawItem' | 'AnswerRemark' | 'SubmitReport' | 'WithdrawReport' }
>;
/** A wish about one's own report, before it is said who asks and when. */
type OwnWish = Own extends infer Wish ? (Wish extends Own ? Omit<Wish, 'organisationId' | keyof Who> : never) : never;
type Who = { by: Actor; at: Moment };

/** What an organisation does to its own report: only the secretariat can name another's, and is marked so. */
export function writeOwnReport<Input extends OwnFields>(
  gateway: CommandGateway,
  caller: Caller,
  command: string,
  rules: InputClass<Input>,
  input: Input,
  wishOf: (fields: Omit<Input, keyof CommandInput>) => OwnWish,
) {
  // Whoever is not of the secretariat stays in their own place: the decider then refuses another's report.
  const onBehalfOf = caller.by?.role === 'COUNCIL_SECRETARIAT' ? input.onBehalfOf : (caller.by?.onBehalfOf ?? null);
  return gateway.send(caller, {
    command,
    onBehalfOf,
    rules,
    input,
    subject: submissionStream(submissionIdOf(input.cycleId, input.onBehalfOf ?? caller.by?.organisationId ?? '')),
    message: (fields, { by, at }, cause) => {
      const organisationId = input.onBehalfOf ?? by.organisationId;
      const who = { by: { ...by, onBehalfOf }, at };
      return new AskSubmission({ ...wishOf(fields), organisationId, ...who } as SubmissionWish, {
        ...cause,
        onBehalfOf,
      });
    },
  });
}
