import { CommandBus } from '@nestjs/cqrs';
import { Command } from 'commander';
import {
  FIRST_COMMAND,
  type GraphQLClient,
  LAST_COMMAND,
  loadFirstData,
  readConcept,
  walkOneCycle,
  wasSeeded,
} from '@baikoo/first-data';
import { isGenerated } from '@baikoo/generated-history';
import { dateOf } from '@baikoo/kernel';
import { KeptTree, sentenceOfTrouble, SigningBook } from '@baikoo/proof';
import {
  checkNamedKeys,
  type Installation,
  JsonLogger,
  notaryOf,
  openInstallation,
  readConfiguration,
} from '@baikoo/installation';
import { prepareServer, type Server } from '../../../api/src/serve.js';
import { tell } from '../tell.js';
import { welcome } from '../welcome.js';

/** The tree over the first data is there in a second; one that stands still is told of in /health. */
const CATCH_UP_MS = 5_000;
/** How long a stop may take before the program ends all the same. */
const STOP_MS = 30_000;

export const startCommand = new Command('start').action(start);

async function start(): Promise<void> {
  const configuration = readConfiguration(process.env);
  checkNamedKeys(configuration);
  const logger = new JsonLogger(configuration.logLevel === 'info' ? { logLevel: 'warn' } : configuration);
  const stopping = new AbortController();
  let stop = async () => {};
  // From the first moment on: Ctrl-C while the first data are being loaded must end as cleanly as later. Once only:
  // npm passes a Ctrl-C on to a program that the terminal has already told.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping.signal.aborted) return;
      tell('Stopping …');
      stopping.abort();
      // Whatever keeps it from ending: the record is safe at any moment, and the next start recovers.
      setTimeout(() => process.exit(1), STOP_MS).unref();
      void stop().catch((error: Error) => tell(error.message));
    });

  const warn = (message: string) => logger.warn(message);
  const installation = await openInstallation(configuration, tell, warn, stopping.signal).catch((error: Error) => {
    if (!stopping.signal.aborted) throw error;
  });
  if (!installation) return;
  stop = installation.close;
  const { store } = installation;
  const isDemonstration = configuration.mode === 'demo' && !(await isGenerated(store));
  // Nothing is signed amid the first data: the first checkpoint is over all of them.
  const signs = !isDemonstration || (await store.findReceipt(LAST_COMMAND)) !== undefined;
  const server = await prepareServer(installation, logger, undefined, { signs });
  let stopped: Promise<void> | undefined;
  stop = () =>
    (stopped ??= (async () => {
      await server.close();
      await installation.close();
    })());

  try {
    if (isDemonstration) {
      await loadDemonstration(installation, server, stopping.signal);
      await signDemonstration(installation, server, stopping.signal);
      if (!signs) server.startSigning();
    }
    stopping.signal.throwIfAborted();
    const url = await server.listen();
    await welcome(installation, url);
  } catch (error) {
    await stop();
    if (!stopping.signal.aborted) throw error;
  }
}

/** The real data and one whole monitoring cycle to look at, on the first start. */
async function loadDemonstration(installation: Installation, server: Server, signal: AbortSignal): Promise<void> {
  const { db, store } = installation;
  if (await store.findReceipt(LAST_COMMAND)) return;
  if (await wasSeeded(store))
    throw new Error('This database was seeded for service; the demonstration does not mix its illustrations into it.');
  const began = performance.now();
  const bus = server.app.get(CommandBus, { strict: false });
  const onProgress = (message: string) => {
    signal.throwIfAborted();
    tell(message);
  };
  await loadFirstData({ bus, store, db, illustrative: true, onProgress });
  onProgress('Walking one monitoring cycle');
  const { id: planId, legalAct } = await readConcept();
  await walkOneCycle({
    client: inProcess(installation, server),
    planId,
    legalAct,
    today: await dayOfWalk(installation),
  });
  tell(`First data loaded in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** So that a newcomer can prove and bundle what is there at once, and need not wait for the clock of the notary. */
async function signDemonstration(installation: Installation, { app }: Server, signal: AbortSignal): Promise<void> {
  const tree = app.get(KeptTree, { strict: false });
  const book = app.get(SigningBook, { strict: false });
  const isWhole = await tree.caughtUp(await installation.store.head(), { timeoutMs: CATCH_UP_MS, signal });
  const signing = isWhole && (await notaryOf(installation, { tree, book }, () => {}).sign());
  if (signing && signing.outcome === 'REFUSED') tell(sentenceOfTrouble(signing.trouble));
}

/** A walk that was cut short goes on with the half-years that it began with. */
async function dayOfWalk({ store }: Installation): Promise<string> {
  const begun = await store.findReceipt(FIRST_COMMAND);
  const [event] = begun ? await store.readLog(begun.position - 1n, 1) : [];
  return dateOf(event?.recordedAt ?? new Date().toISOString());
}

/** The same door that a client on the network uses, without the network. */
function inProcess({ demoTokens }: Installation, { app }: Server): GraphQLClient {
  return async (personId, query, variables) => {
    const token = await demoTokens!.issue(personId, { days: 1 });
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' },
      payload: { query, variables },
    });
    return answer.json();
  };
}
