import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { closedAtEnd } from '@baikoo/database/testing';
import { JsonLogger, writeKeyFile } from '@baikoo/installation';
import { generateSigner } from '@baikoo/proof';
import { startIssuer } from '../local-issuer.js';
import { type RunningApi, startApi } from '../running-api.js';

export const SCREENS = 'https://screens.example.kg';
export const TRUSTED = 'query Trusted { plans { totalCount } }';

/** An installation as its operator sets one up, with a real issuer. */
export type Production = {
  readonly api: RunningApi;
  readonly issuer: Awaited<ReturnType<typeof startIssuer>>;
  readonly folder: string;
  /** Every line of its log. */
  readonly logged: string[];
  /** Whatever opens a door, for the log to be searched for. */
  readonly tokens: string[];
  close(): Promise<void>;
};

export async function startProduction(): Promise<Production> {
  const [logged, tokens]: [string[], string[]] = [[], []];
  const issuer = await startIssuer();
  const closeIssuer = closedAtEnd(async () => void (await issuer.close()));
  const folder = await mkdtemp(path.join(tmpdir(), 'baikoo-production-'));
  const documents = path.join(folder, 'documents.json');
  const key = path.join(folder, 'key.pem');
  const signer = generateSigner('record.example.kg');
  writeKeyFile(key, signer);
  tokens.push(String(signer.privateKey.export({ format: 'pem', type: 'pkcs8' })).split('\n')[1]!);
  await writeFile(documents, JSON.stringify({ operations: [{ body: TRUSTED }] }));
  const api = await startApi({
    logger: new JsonLogger({ logLevel: 'trace' }, { write: (line: string) => void logged.push(line) }),
    settings: {
      ...{ BAIKOO_MODE: 'production', DATABASE_URL: 'postgres://given.by/the-spec', OIDC_ISSUER: issuer.url },
      ...{ REQUEST_TIMEOUT_SECONDS: '1', TRUST_PROXY: '127.0.0.1', HSTS_SECONDS: '31536000', CORS_ORIGINS: SCREENS },
      ...{ TRUSTED_DOCUMENTS: documents, RATE_REQUESTS: '60', RATE_EXPORTS: '3', RATE_FAILED_SIGN_INS: '4' },
      ...{ PROOF_ORIGIN: 'record.example.kg', PROOF_KEY_FILE: key },
    },
  });
  return {
    ...{ api, issuer, folder, logged, tokens },
    async close() {
      await api.close();
      await closeIssuer();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
