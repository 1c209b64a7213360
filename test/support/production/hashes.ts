import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { askingOf } from './asking.js';
import { type Production, TRUSTED } from './installation.js';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Questions that are asked by their hash. */
export function specifyHashes(production: () => Production): void {
  const { ask } = askingOf(production);

  describe('a question by its hash', () => {
    const by = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
    const person = 'demo-auditor';
    test('is answered when the operator has looked at it, or somebody sent its text before', async () => {
      expect((await ask(by(hashOf(TRUSTED)), { person })).data).toMatchObject({
        plans: { totalCount: expect.any(Number) },
      });
      const sent = '{ cycles { totalCount } }';
      expect((await ask(by(hashOf(sent)), { person })).code).toBe('PERSISTED_QUERY_NOT_FOUND');
      expect((await ask({ query: sent, ...by(hashOf(sent)) }, { person })).status).toBe(200);
      expect((await ask(by(hashOf(sent)), { person })).data).toMatchObject({ cycles: {} });
    });
    test('is refused when the text is another’s: nobody puts their own in the place of a known one', async () => {
      const answer = await ask({ query: '{ me { role } }', ...by(hashOf(TRUSTED)) }, { person });
      expect([answer.status, answer.code, answer.data]).toEqual([400, 'OTHER_HASH', undefined]);
      expect((await ask(by(hashOf(TRUSTED)), { person })).data).toMatchObject({ plans: {} });
    });
  });
}
