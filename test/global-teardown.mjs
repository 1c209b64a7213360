import { rmSync } from 'node:fs';

export default async function () {
  const { server, home } = globalThis.baikooTestRun;
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
