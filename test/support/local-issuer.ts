import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An OpenID Connect issuer on this machine, with one key. */
export async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'ES256', use: 'sig' }];
  const server = createServer((request, response) => {
    const configuration = { issuer: url, jwks_uri: `${url}/keys` };
    const body = request.url === '/keys' ? { keys } : configuration;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    tokenOf: (person: string) =>
      new SignJWT({ iss: url, aud: 'baikoo', sub: person, exp: Date.now() / 1_000 + 3_600 })
        .setProtectedHeader({ alg: 'ES256', kid: 'key-1' })
        .sign(privateKey),
    close: () => new Promise((closed) => server.close(closed)),
  };
}
