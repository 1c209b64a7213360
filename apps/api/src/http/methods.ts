import type { FastifyInstance } from 'fastify';
import { Refused } from './refused.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/**
 * Whoever comes to an address of ours in a way that it does not take is told so, and which ways it takes (RFC 9110, 405
 * and `Allow`); only an address that nobody serves is not found. Called before the routes are there; what it returns,
 * when they are.
 */
export function refuseOtherMethods(server: FastifyInstance): () => void {
  const taken = new Map<string, Set<string>>();
  server.addHook('onRoute', ({ url: named, method }) => {
    // Two routes may call the parts of one address differently.
    let part = 0;
    const url = named.replace(/:[^/]+/g, () => `:part${++part}`);
    const methods = taken.get(url) ?? taken.set(url, new Set()).get(url)!;
    for (const each of [method].flat()) methods.add(each);
  });
  return () => {
    // Preflights are answered for all addresses where other origins may ask.
    const all = METHODS.filter((method) => method !== 'OPTIONS' || !taken.has('*'));
    for (const [url, methods] of [...taken].filter(([address]) => address !== '*')) {
      const others = all.filter((method) => !methods.has(method));
      const allow = METHODS.filter((method) => methods.has(method)).join(', ');
      if (others.length === 0) continue;
      server.route({
        ...{ url, method: others, exposeHeadRoute: false },
        // Before a body is read that nobody is going to look at.
        onRequest: async (_request, reply) => {
          reply.header('allow', allow);
          throw new Refused(405, 'METHOD_NOT_ALLOWED');
        },
        handler: () => undefined,
      });
    }
  };
}
