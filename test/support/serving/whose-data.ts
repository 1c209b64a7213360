import { findPersonalData } from '@baikoo/identity/testing';
import { expect, test } from '@jest/globals';
import { askingOf, type Served } from './served.js';

/** What the record says of people: ids alone, and who did what in whose place. */
export function specifyWhoseData(served: () => Served): void {
  const { textOf } = askingOf(served);

  test('the demonstration and what was done here name no person but by an id', async () => {
    const events = await served().api.installation.store.readLog(0n, 100_000);
    expect(events.length).toBeGreaterThan(400);
    expect(findPersonalData(events)).toEqual([]);
  });

  test('what the secretariat reports in the place of a commission says so in the receipt and in the record', async () => {
    const progress = {
      ...{
        commandId: 'serving-behalf-1',
        cycleId: served().cycleId,
        onBehalfOf: 'commission-talas-city',
        measureId: 'talas-family',
      },
      ...{ percent: 10, text: 'Told by phone.', difficulties: null },
    };
    const report = (person: string) =>
      textOf(
        served().api.url,
        person,
        `mutation ($input: ReportProgressInput!) { it: reportProgress(input: $input) {
          ... on Receipt { onBehalfOf } ... on Refusal { code } } }`,
        { input: progress },
      );
    expect(await report('demo-osh-secretary')).toContain('NOT_YOUR_REPORT');
    expect(await report('demo-secretariat')).toBe('{"data":{"it":{"onBehalfOf":"commission-talas-city"}}}');
    const [event] = await served().api.installation.store.read(`submission-${served().cycleId}.commission-talas-city`);
    expect(event!.cause).toMatchObject({ actorId: 'demo-secretariat', onBehalfOf: 'commission-talas-city' });
  });
}
