import { type Command, type Decider, type Moment, refuse } from '@baikoo/kernel';
import type { ReportDocument, ReportEvent } from './report.events.js';

export type ReportCommand = Command<
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

export type ReportRefusal = 'UNKNOWN_CYCLE' | 'NOT_IN_THE_RECORD' | 'ALREADY_COMPILED';

/** Positions at which the report of a cycle was compiled. */
export type Reports = ReadonlySet<string>;

export const report: Decider<Reports, ReportCommand, ReportEvent, ReportRefusal> = {
  initial: new Set(),

  decide(reports, { cycleId, asOfPosition, asOfMoment, compiled, head }) {
    if (BigInt(asOfPosition) > BigInt(head)) return refuse('NOT_IN_THE_RECORD', 'position', { head });
    if (!compiled) return refuse('UNKNOWN_CYCLE', 'cycleId', { id: cycleId });
    if (reports.has(asOfPosition)) return refuse('ALREADY_COMPILED', 'position');
    const reportId = `${cycleId}.${asOfPosition}`;
    return [{ type: 'ReportCompiled', data: { reportId, cycleId, asOfPosition, asOfMoment, ...compiled } }];
  },

  evolve: (reports, { data }) => new Set([...reports, data.asOfPosition]),
};
