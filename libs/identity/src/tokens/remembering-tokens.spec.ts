import { expect, test } from '@jest/globals';
import { RememberingTokens } from './remembering-tokens.js';
import { InvalidToken, TokenVerifier } from './token-verifier.js';

class CountingVerifier extends TokenVerifier {
  checked = 0;
  trusted = true;

  async verify(token: string) {
    this.checked += 1;
    if (!this.trusted) throw new InvalidToken('NOT_TRUSTED');
    return { personId: `of ${token}`, expiresAt: Date.parse('2026-11-24T07:00:00.000Z') };
  }
}

const begin = (at: string) => {
  const inner = new CountingVerifier();
  const clock = { at, now: () => clock.at };
  return { inner, clock, tokens: new RememberingTokens(inner, clock) };
};

test('a signature is checked once in half a minute, each token for itself', async () => {
  const { inner, clock, tokens } = begin('2026-11-24T06:00:00.000Z');
  await tokens.verify('a');
  expect(await tokens.verify('a')).toMatchObject({ personId: 'of a' });
  expect(await tokens.verify('b')).toMatchObject({ personId: 'of b' });
  expect(inner.checked).toBe(2);
  clock.at = '2026-11-24T06:00:30.000Z';
  await tokens.verify('a');
  expect(inner.checked).toBe(3);
});

test('a token ends when it says, however often it was believed', async () => {
  const { clock, tokens } = begin('2026-11-24T06:59:59.000Z');
  await tokens.verify('a');
  clock.at = '2026-11-24T07:00:00.000Z';
  await expect(tokens.verify('a')).rejects.toMatchObject({ reason: 'EXPIRED' });
});

test('a token of a withdrawn key is refused after half a minute at the latest, and no refusal is remembered', async () => {
  const { inner, clock, tokens } = begin('2026-11-24T06:00:00.000Z');
  await tokens.verify('a');
  inner.trusted = false;
  await expect(tokens.verify('b')).rejects.toMatchObject({ reason: 'NOT_TRUSTED' });
  clock.at = '2026-11-24T06:00:30.000Z';
  await expect(tokens.verify('a')).rejects.toMatchObject({ reason: 'NOT_TRUSTED' });
  inner.trusted = true;
  expect(await tokens.verify('b')).toMatchObject({ personId: 'of b' });
});
