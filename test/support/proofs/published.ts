import type { Recorded } from '@baikoo/event-store';
import { notaryOf, readSigners } from '@baikoo/installation';
import { KeptTree, type NoteVerifier, type ProofPorts, SigningBook } from '@baikoo/proof';
import { expect } from '@jest/globals';
import type { RunningApi } from '../running-api.js';

/** A record with two checkpoints at its end, and one event after the second. */
export type Published = {
  readonly events: readonly Recorded[];
  readonly ports: ProofPorts;
  readonly key: NoteVerifier;
  /** Of the two checkpoints. */
  readonly sizes: readonly [number, number];
};

/** What the specs of proofs stand on. */
export type Proven = { readonly running: () => RunningApi; readonly published: () => Published };

type Told = { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> };

/** Asks as a person: what was answered, and what was said against it. */
export const askingOf =
  (running: Proven['running']) =>
  async <T = Record<string, never>>(who: string | undefined, query: string, language = 'en') => {
    const { data, errors } = await running().ask(who, query, {}, language);
    return { data: (data ?? {}) as T, errors: (errors ?? []) as readonly object[] as readonly Told[] };
  };

/** Publishes a checkpoint, records a little, publishes another, and records a little more. */
export async function publishTwice({ ask, installation, server }: RunningApi): Promise<Published> {
  const { store } = installation;
  const tree = server.app.get(KeptTree, { strict: false });
  const book = server.app.get(SigningBook, { strict: false });
  // That of the installation signs on a schedule too; this one does when it is told.
  const notary = notaryOf(installation, { tree, book }, () => {});
  const publish = async () => {
    expect(await tree.caughtUp(await store.head(), { timeoutMs: 30_000 })).toBe(true);
    await notary.sign();
    return (await book.findNewest())!.size;
  };
  const give = async (name: string, type: string, input: object) => {
    const query = `mutation ($input: ${type}!) { it: ${name}(input: $input) { ... on Refusal { code path } } }`;
    const commandId = `proofs-${(given += 1)}`;
    const all = { commandId, planId: 'proofs-leninsky', ...input };
    const { data } = await ask('demo-leninsky-secretary', query, { input: all });
    expect(data).toEqual({ it: {} });
  };
  let given = 0;
  const addDirection = (directionId: string) =>
    give('addDirection', 'AddDirectionInput', {
      ...{ directionId, kind: 'LOCAL_PROBLEM', reference: directionId, titles: { ru: 'Направление' } },
    });

  const earlier = await publish();
  await give('draftPlan', 'DraftPlanInput', {
    ...{ kind: 'LOCAL_JOINT', territoryId: '41711201000000', from: '2027-01-01', to: '2027-12-31' },
    titles: { ru: 'План' },
  });
  await addDirection('1');
  const sizes = [earlier, await publish()] as const;
  await addDirection('2');
  const events = await store.recorded.readLog(0n, 10_000);
  expect([earlier, sizes[1]]).toEqual([events.length - 3, events.length - 1]);
  const { signer: key } = readSigners(installation.configuration);
  return { events, sizes, key, ports: { record: store.recorded, tree, book } };
}
