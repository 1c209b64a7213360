import { sql } from '@baikoo/database';
import { createTestDatabase } from '@baikoo/database/testing';
import { beforeAll, expect, test } from '@jest/globals';

// Run by test/left-open.spec.ts alone: a spec that is given up in the middle of a question, with nobody to close anything.
const { url, owner } = await createTestDatabase();
console.log(`opened ${new URL(url).pathname.slice(1)}`);
beforeAll(async () => void (await owner.query(sql`select pg_sleep(600)`)), 500);

test('is not reached', () => expect(true).toBe(false));
