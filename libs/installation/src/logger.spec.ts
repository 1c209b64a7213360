import { describe, expect, test } from '@jest/globals';
import { JsonLogger } from './logger.js';

/** What a logger writes of something. */
function linesOf(write: (logger: JsonLogger) => void): string {
  let text = '';
  write(new JsonLogger({ logLevel: 'trace' }, { write: (line: string) => void (text += line) }));
  return text;
}

describe('a line of the log', () => {
  test('tells what broke and where, and not the row that PostgreSQL quotes', () => {
    const fault = Object.assign(new Error('new row violates check constraint "full_up"'), {
      ...{ code: '23514', table: 'person', constraint: 'full_up' },
      ...{
        detail: 'Failing row contains (Планидзе).',
        where: 'COPY person, line 1: Планидзе',
        parameters: ['Планидзе'],
      },
    });
    const line = linesOf((logger) => logger.error(new Error('It was not kept.', { cause: fault }), 'correlation-1'));
    expect(JSON.parse(line)).toMatchObject({
      ...{ msg: 'It was not kept.', details: ['correlation-1'] },
      err: {
        cause: { code: '23514', table: 'person', constraint: 'full_up', stack: expect.stringMatching(/logger\.spec/) },
      },
    });
    expect(line).not.toContain('Планидзе');
  });

  test.each([
    ['postgres://baikoo:s3cret@db.example:5432/baikoo', 's3cret'],
    ['esdb+discover://admin:s3cret@one.example:2113', 's3cret'],
    ['refused: Bearer s3cret.s3cret', 's3cret'],
    ['token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl was', 'eyJ'],
    ['password=s3cret host=db', 's3cret'],
    ['{"password":"s3cret"}', 's3cret'],
  ])('holds no secret of %s', (text, secret) => {
    const lines = linesOf((logger) => {
      for (const level of ['log', 'warn', 'debug', 'verbose', 'error'] as const) logger[level](text, text);
      logger.error(new Error(text), text);
    });
    expect(lines.trimEnd().split('\n')).toHaveLength(6);
    expect(lines).not.toContain(secret);
    for (const line of lines.trimEnd().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  test('is left alone where there is none', () => {
    const text = 'Read models: 12 of 40; http://127.0.0.1:3000/graphql; person@example.kg';
    expect(JSON.parse(linesOf((logger) => logger.log(text)))).toMatchObject({ msg: text });
  });
});
