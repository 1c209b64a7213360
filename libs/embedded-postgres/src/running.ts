import { findCluster } from './cluster.js';
import { answers, connectionUrl } from './connection.js';
import { openHome, readPassword } from './home.js';
import { findWriter, readPidFile } from './pid-file.js';

/**
 * The connection URL of the server that another program runs on this home, for tools that want to use it beside that
 * program; undefined when none answers. The URL holds the password: treat it as a secret.
 */
export async function findRunningPostgres(path: string): Promise<string | undefined> {
  const home = await openHome(path);
  const data = await findCluster(home);
  const pidFile = data && (await readPidFile(data));
  if (!pidFile || pidFile.status !== 'ready' || !findWriter(pidFile)) return undefined;
  const password = await readPassword(home);
  return (await answers(pidFile.port, password)) ? connectionUrl(pidFile.port, password) : undefined;
}
