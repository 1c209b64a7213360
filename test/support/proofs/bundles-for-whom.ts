import { expect, test } from '@jest/globals';
import { PEOPLE } from '../access-people.js';
import { askingOf, type Proven } from './published.js';
import { bundlesOf } from './taking-bundles.js';

/** To whoever may not, and to those to whom no spec before this one has granted a mandate. */
const REFUSED = [403, 401];

/** Bundles go to those whom the trail shows all that they hold, under the checkpoint that is asked for. */
export function specifyBundlesForWhom(proven: Proven): void {
  const { published } = proven;
  const ask = askingOf(proven.running);
  const { get, taken, verify } = bundlesOf(proven);

  /** Subjects and a history, each with the trail that shows it. */
  const WHOLES = [
    ['subject=MEASURE:leninsky-lighting', 'MEASURE', 'leninsky-lighting'],
    ['stream=measure-leninsky-lighting', 'MEASURE', 'leninsky-lighting'],
    ['subject=PLAN:concept-2022-2028', 'PLAN', 'concept-2022-2028'],
    ['subject=ORGANISATION:commission-osh-city', 'ORGANISATION', 'commission-osh-city'],
    ['stream=mandate-leninsky-secretary', 'MANDATE', 'leninsky-secretary'],
  ] as const;

  test.each(WHOLES)('bundles %s for those whom the trail shows all of it', async (asked, kind, id) => {
    const trail = `{ auditTrail(kind: ${kind}, id: "${id}", first: 200) { nodes { position } } }`;
    const under = published().events[published().sizes[1]]!.position;
    const positionsFor = async (who: string) => {
      const { data } = await ask<{ auditTrail?: { nodes: { position: string }[] } | null }>(who, trail);
      return (data.auditTrail?.nodes ?? []).filter(({ position }) => BigInt(position) < under);
    };
    const whole = await positionsFor('demo-auditor');
    expect(whole.length).toBeGreaterThan(0);
    const [shown, got]: [string[], string[]] = [[], []];
    const verdicts: unknown[] = [];
    for (const { id: who } of PEOPLE) {
      if ((await positionsFor(who)).length === whole.length) shown.push(who);
      const answer = await get(who, asked);
      const text = await answer.text();
      if (answer.status === 200) got.push(who);
      verdicts.push(answer.status === 200 ? await verify(text) : answer.status);
    }
    expect(got).toEqual(shown);
    const good = { failures: [], events: whole.length, keyIsKnown: true };
    for (const verdict of verdicts) expect([422, ...REFUSED, expect.objectContaining(good)]).toContainEqual(verdict);
    expect(got.length).toBeLessThan(PEOPLE.length);
    expect((await taken()).slice(-got.length).map(({ who }) => who)).toEqual(got);
  });

  test('bundles a part of the record, whole events of everybody, for nobody but who is shown all of it', async () => {
    const before = (await taken()).length;
    const statuses: [string, number][] = [];
    for (const { id } of PEOPLE) statuses.push([id, (await get(id, 'range=3..9')).status]);
    expect(statuses.filter(([, status]) => status === 200).map(([who]) => who)).toEqual([
      ...['demo-secretariat', 'demo-council-chair', 'demo-auditor'],
    ]);
    expect(statuses.filter(([, status]) => ![200, ...REFUSED].includes(status))).toEqual([]);
    expect((await taken()).slice(before)).toMatchObject([
      { who: 'demo-secretariat', asked: [{ arguments: { range: '3..9' } }] },
      ...[{ who: 'demo-council-chair' }, { who: 'demo-auditor' }],
    ]);
  });

  test('shows of the history of the map to whoever sees a part of it only that of the own units', async () => {
    const text = await (await get('demo-auditor', 'subject=TERRITORY:41711201000000')).text();
    const whole = await verify(text);
    expect(text).toMatch(
      /whole history of the map of the country, in which TERRITORY:41711201000000 stands, .*: \d+ events/,
    );
    const own = await verify(await (await get('demo-leninsky-secretary', 'subject=TERRITORY:41711201000000')).text());
    const streamsOf = ({ head }: typeof whole) =>
      head?.scope.kind === 'STREAMS' ? head.scope.streams.map(({ stream }) => stream) : [];
    expect(streamsOf(whole)).toContain('territory-map.kg');
    expect(streamsOf(own)).not.toContain('territory-map.kg');
    expect((await get('demo-leninsky-secretary', 'stream=territory-map.kg')).status).toBe(422);
  });

  test('connects a bundle with an earlier checkpoint, and makes it under the one that is asked for', async () => {
    const answer = await get('demo-auditor', `range=1..50&earlier=${published().sizes[0]}`);
    expect(answer.headers.get('content-disposition')).toContain('a.baikoo-bundle');
    const note = (await published().ports.book.findBySize(published().sizes[0]))!.note;
    expect(await verify(await answer.text(), [note])).toMatchObject({
      failures: [],
      earlier: [{ size: published().sizes[0] }],
    });
    const last = published().events[published().sizes[1] - 1]!.position;
    const all = await verify(await (await get('demo-auditor', `range=1..${last}`)).text());
    expect(all).toMatchObject({ failures: [], events: published().sizes[1] });
    const former = await verify(await (await get('demo-auditor', `range=1..50&size=${published().sizes[0]}`)).text());
    expect(former).toMatchObject({ failures: [], head: { checkpoint: { size: published().sizes[0] } } });
  });
}
