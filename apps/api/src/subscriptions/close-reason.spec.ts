import { LANGUAGES } from '@baikoo/kernel';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CloseReason, closeReasonIn, fitting, MOST_BYTES } from './close-reason.js';

const reasons: readonly CloseReason[] = [
  ...(['CLOSED_SIGN_IN', 'CLOSED_MANDATE', 'CLOSED_TOO_MANY', 'CLOSED_TRY_AGAIN'] as const),
  ...(['MALFORMED', 'EXPIRED', 'NOT_TRUSTED', 'MANDATE_NOT_HELD'] as const).map((invalidToken) => ({ invalidToken })),
];

describe('why a connection is closed', () => {
  test('is a whole sentence in each language: none had to be cut', () => {
    for (const language of LANGUAGES)
      for (const reason of reasons) expect(closeReasonIn(language, reason)).toMatch(/[.]$/);
  });
  test('is said in another way in each language', () => {
    for (const reason of reasons)
      expect(new Set(LANGUAGES.map((language) => closeReasonIn(language, reason))).size).toBe(LANGUAGES.length);
  });
  test('always fits into the frame, and is cut between letters', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (any) => {
        // That sign says below that half a letter was left; a text may hold it too.
        const text = any.replaceAll('\uFFFD', 'я');
        const said = fitting(text);
        expect(Buffer.byteLength(said)).toBeLessThanOrEqual(MOST_BYTES);
        expect(said === text || text.startsWith(said.slice(0, -1))).toBe(true);
        expect(said).not.toContain('\uFFFD');
      }),
    ));
  test('of which everything fits is left as it is', () =>
    expect([fitting('я'.repeat(61)), fitting('я'.repeat(62))]).toEqual(['я'.repeat(61), `${'я'.repeat(60)}…`]));
});
