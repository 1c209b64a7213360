import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { ServingSettings } from '@baikoo/installation';

/** What a browser is told with every answer: to frame, sniff and load nothing, and who else may ask. */
export async function protectBrowsers(
  server: FastifyInstance,
  { hstsSeconds, corsOrigins }: Pick<ServingSettings, 'hstsSeconds' | 'corsOrigins'>,
): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // This program speaks plain http; only the operator knows that a proxy before it speaks https.
    strictTransportSecurity: hstsSeconds > 0 && { maxAge: hstsSeconds, includeSubDomains: false },
  });
  if (corsOrigins.length === 0) return;
  // Sign-in goes by a header that a page sets itself, so no cookies: credentials stay off.
  await server.register(cors, {
    origin: [...corsOrigins],
    credentials: false,
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'accept-language', 'content-type', 'x-correlation-id', 'baikoo-mandate'],
    exposedHeaders: ['x-correlation-id', 'retry-after', 'content-disposition'],
    maxAge: 600,
  });
}
