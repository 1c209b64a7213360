import { authorOf, type Command, type Decider, type LocalizedText, type Moment, refuse } from '@baikoo/kernel';
import type { ReportDocument, ReportEvent } from './report.events.js';

type Compile = Command<
  'CompileReport',
  {
    cycleId: string;
    asOfPosition: string;
    asOfMoment: Moment;
    /** Undefined when there was no such cycle at that position. */
    compiled: { contentHash: string; documents: ReportDocument[] } | undefined;
    /** Where the record ends. */
    head: string;
  }
>;

type PublishErratum = Command<'PublishErratum', { cycleId: string; asOfPosition: string; text: LocalizedText }>;

export type ReportCommand = Compile | PublishErratum;

export type ReportRefusal = 'UNKNOWN_CYCLE' | 'NOT_IN_THE_RECORD' | 'ALREADY_COMPILED' | 'NOT_COMPILED';

/** Positions at which the report of a cycle was compiled. */
export type Reports = ReadonlySet<string>;

export const report: Decider<Reports, ReportCommand, ReportEvent, ReportRefusal> = {
  initial: new Set(),

  decide(reports, command) {
    const { cycleId, asOfPosition } = command;
    const reportId = `${cycleId}.${asOfPosition}`;
    if (command.type === 'PublishErratum') {
      if (!reports.has(asOfPosition)) return refuse('NOT_COMPILED', 'position', { position: asOfPosition });
      const { text, by } = command;
      const data = { reportId, cycleId, asOfPosition, text, publishedBy: authorOf(by) };
      return [{ type: 'ErratumPublished', data }];
    }
    const { asOfMoment, compiled, head } = command;
    if (BigInt(asOfPosition) > BigInt(head)) return refuse('NOT_IN_THE_RECORD', 'position', { head });
    if (!compiled) return refuse('UNKNOWN_CYCLE', 'cycleId', { id: cycleId });
    if (reports.has(asOfPosition)) return refuse('ALREADY_COMPILED', 'position');
    return [{ type: 'ReportCompiled', data: { reportId, cycleId, asOfPosition, asOfMoment, ...compiled } }];
  },

  evolve: (reports, { data }) => new Set([...reports, data.asOfPosition]),
};
