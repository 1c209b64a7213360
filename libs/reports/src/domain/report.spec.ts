import { actor, specify } from '@baikoo/kernel/testing';
import { describe, test } from '@jest/globals';
import type { ReportEvent } from './report.events.js';
import { report, type ReportCommand } from './report.js';

const { given } = specify(report);
const compiled = { contentHash: 'a'.repeat(64), documents: [{ language: 'ru', sha256: 'b'.repeat(64), bytes: 1 }] } as {
  contentHash: string;
  documents: { language: 'ru'; sha256: string; bytes: number }[];
};
const compile: ReportCommand = {
  type: 'CompileReport',
  cycleId: 'c',
  asOfPosition: '40',
  asOfMoment: '2026-11-22T06:00:00.000Z',
  compiled,
  head: '41',
  by: actor('secretariat'),
  at: '2026-11-22T07:00:00.000Z',
};
const done: ReportEvent = {
  type: 'ReportCompiled',
  data: { reportId: 'c.40', cycleId: 'c', asOfPosition: '40', asOfMoment: '2026-11-22T06:00:00.000Z', ...compiled },
};

describe('compiling a monitoring report', () => {
  test('records its position and hashes', () => given().when(compile).yields(done));
  test('is done once for each position', () => given(done).when(compile).isRefused('ALREADY_COMPILED'));
  test('is not done for a position that the record has not reached', () =>
    given()
      .when({ ...compile, head: '39' })
      .isRefused('NOT_IN_THE_RECORD', 'position'));
  test('needs a cycle', () =>
    given()
      .when({ ...compile, compiled: undefined })
      .isRefused('UNKNOWN_CYCLE', 'cycleId'));
});

describe('an erratum', () => {
  const text = { ru: 'Расходы Ленинского района уточнены: 1 090 000 сомов.' };
  const publish: ReportCommand = {
    ...{ type: 'PublishErratum', cycleId: 'c', asOfPosition: '40', text },
    ...{ by: actor('secretariat'), at: '2026-12-22T07:00:00.000Z' },
  };
  const published: ReportEvent = {
    type: 'ErratumPublished',
    data: {
      ...{ reportId: 'c.40', cycleId: 'c', asOfPosition: '40', text },
      publishedBy: { personId: 'secretariat-person', organisationId: 'secretariat' },
    },
  };
  test('stands beside a report that was compiled, as often as one is needed', () => {
    given(done).when(publish).yields(published);
    given(done, published).when(publish).yields(published);
  });
  test('is of no report that never was compiled', () => given().when(publish).isRefused('NOT_COMPILED', 'position'));
  test('leaves the report compiled once', () => given(done, published).when(compile).isRefused('ALREADY_COMPILED'));
});
