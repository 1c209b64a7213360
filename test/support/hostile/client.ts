import { expect } from '@jest/globals';
import type { RunningApi } from '../running-api.js';

/** Traces of our own machinery: frames of stacks, places on the disk, SQL, names of libraries. */
export const LEAKS = [
  /\bat [^"]{0,80}\.(js|ts):\d+/,
  /node_modules|file:\/\/|\/work\/|\/tmp\/|\/root\//,
  /\bselect\b.{1,200}\bfrom\b|relation \\?"|syntax error at or near|SQLSTATE|\bpg_\w+/i,
  /fastify|FST_ERR|nestjs|apollo(?!-require)|graphql-js|\bpostgres/i,
];

export const JSON_BODY = { 'content-type': 'application/json' };

/** The code of what was refused. */
export const codeOf = ({ text }: { readonly text: string }): string | undefined => {
  const { errors, code } = JSON.parse(text) as { errors?: { extensions?: { code?: string } }[]; code?: string };
  return errors?.[0]?.extensions?.code ?? code;
};

export type HostileClient = ReturnType<typeof hostileClient>;

/** Sends whatever it likes, and counts it. */
export function hostileClient(running: () => RunningApi) {
  let asked = 0;
  const tokenOf = (person: string) => running().installation.demoTokens!.issue(person, { days: 1 });

  /** Sends anything; what comes back must be no fault of ours and tell nothing of us. */
  async function send(path: string, init: RequestInit & { readonly language?: string } = {}) {
    asked++;
    const headers = new Headers(init.headers);
    headers.set('accept-language', init.language ?? 'ru');
    const response = await fetch(`${running().url}${path}`, { redirect: 'manual', ...init, headers });
    const text = await response.text();
    const told = `${text}\n${[...response.headers].filter(([name]) => name !== 'location').join('\n')}`;
    for (const leak of LEAKS) expect(told.match(leak)?.[0]).toBeUndefined();
    expect({ status: response.status < 500, text: text.includes('INTERNAL_SERVER') && init.body }).toEqual({
      status: true,
      text: false,
    });
    return { status: response.status, text, headers: response.headers };
  }

  async function question(body: unknown, person?: string, more: Record<string, string> = {}) {
    const authorization = person && `Bearer ${await tokenOf(person)}`;
    const headers = { ...JSON_BODY, ...(authorization && { authorization }), ...more };
    return send('/graphql', { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
  }

  return { running, tokenOf, send, question, count: () => void asked++, asked: () => asked };
}
