import { accountOf, defaultAccount } from './account.js';
import { prepareBinaries, type Binaries } from './binaries.js';
import { createCluster, findCluster, placeCluster, recordLocation, SHARED_FOLDER } from './cluster.js';
import { ask, connectionUrl, ensureDatabase } from './connection.js';
import { DiskWatch, freeBytesAt } from './disk-watch.js';
import { lockHome } from './home-lock.js';
import { openHome, readPassword, readOrCreatePassword, type Home } from './home.js';
import { adoptPostmaster } from './postmaster-adoption.js';
import { launchPostmaster } from './postmaster-launch.js';
import type { Postmaster } from './postmaster.js';
import { PostmasterSupervisor } from './postmaster-supervisor.js';

/** A PostgreSQL server that this program may use until it calls `stop()`. */
export interface DatabaseServer {
  /** Connection URL of the program's own database, password included: treat it as a secret. */
  readonly url: string;
  /** True when the server was started from the npm package, false when it is somebody else's (DATABASE_URL). */
  readonly embedded: boolean;
  /** True when a server left behind by a killed program was taken over instead of a new one being started. */
  readonly recovered: boolean;
  /** Free space where the data are, in bytes. */
  freeBytes(): Promise<number>;
  /**
   * Shuts the server down and frees the home; resolves when the process is gone. Open connections are cut, transactions
   * in progress are rolled back. Calling it again waits for the same shutdown.
   */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The program's folder; the server keeps everything below `<home>/postgres`. Created when missing. */
  home: string;
  /** False turns fsync off: faster, but a power cut may destroy the data. For tests only. Default true. */
  durable?: boolean;
  /** Told, in whole sentences, what takes time or what an operator may wonder about. */
  onProgress?: (message: string) => void;
  /** Told, in whole sentences, that the running server died and what becomes of it, or that its disk fills up. Default: `onProgress`. */
  onTrouble?: (message: string) => void;
}

/**
 * Starts the PostgreSQL of this home, or takes over the one that a killed program left running. The first start
 * creates the cluster; afterwards the data are durable like those of any PostgreSQL. A server that dies is started again
 * on the same port until `stop()`.
 *
 * Throws when the home is in use by another program, when there is no PostgreSQL for this platform, and when the server
 * does not come up; the message then carries what the server logged.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<DatabaseServer> {
  const { durable = true, onProgress = () => {}, onTrouble = onProgress } = options;
  const home = await openHome(options.home);
  const lock = await lockHome(home);
  let postmaster: Postmaster | undefined;
  try {
    const cluster = await openCluster(home, durable, onProgress);
    postmaster = await adoptPostmaster(cluster, onProgress);
    if (postmaster && !(await keepsPromise(postmaster, cluster.password, durable))) {
      onProgress('The PostgreSQL found running has another durability; it is restarted.');
      await postmaster.stop();
      postmaster = undefined;
    }
    const recovered = postmaster !== undefined;
    const launch = { ...cluster, log: home.log, durable };
    postmaster ??= await launchPostmaster(launch);
    await ensureDatabase(postmaster.port, cluster.password);

    const supervisor = new PostmasterSupervisor(postmaster, (again) => launchPostmaster(launch, again), onTrouble);
    const freeBytes = () => freeBytesAt(cluster.data);
    const disk = new DiskWatch(freeBytes, onTrouble);
    return {
      url: connectionUrl(postmaster.port, cluster.password),
      embedded: true,
      recovered,
      freeBytes,
      stop: async () => {
        disk.stop();
        await supervisor.stop();
        lock.release();
      },
    };
  } catch (error) {
    await postmaster?.stop();
    lock.release();
    throw error;
  }
}

/** Everything needed to run the server of a home: its programs, the account they run under, the data, the password. */
interface OpenCluster {
  readonly binaries: Binaries;
  readonly account: { readonly uid?: number; readonly gid?: number };
  readonly data: string;
  readonly password: string;
}

async function openCluster(home: Home, durable: boolean, onProgress: (message: string) => void): Promise<OpenCluster> {
  const existing = await findCluster(home);
  const password = existing ? await readPassword(home) : await readOrCreatePassword(home);
  const account = existing ? await accountOf(existing) : defaultAccount();
  const copiesTo = account.uid === undefined ? home.folder : SHARED_FOLDER;
  const binaries = await prepareBinaries(account, copiesTo, onProgress);
  if (existing) return { binaries, account, data: existing, password };

  const data = await placeCluster(home, password, account);
  onProgress(`Creating the PostgreSQL cluster in ${data}.`);
  await createCluster({ binaries, account, data, password, durable });
  await recordLocation(home, data);
  return { binaries, account, data, password };
}

/** Settings given on the command line cannot be changed in a running server, so an unfit orphan has to be restarted. */
async function keepsPromise(postmaster: Postmaster, password: string, durable: boolean): Promise<boolean> {
  const [row] = await ask<{ fsync: string }>(connectionUrl(postmaster.port, password, 'postgres'), 'show fsync');
  return (row?.fsync === 'on') === durable;
}
