import { Command } from 'commander';
import { type Installation, projections } from '@baikoo/installation';
import {
  findOperatorActs,
  type OperatorAct,
  type Projection,
  projectionStates,
  rebuild,
  resume,
  verify,
} from '@baikoo/projections';
import { checking, type Concluded, conclude } from '../conclude.js';
import { showProgress } from '../progress.js';
import { tell } from '../tell.js';
import { withInstallation } from '../tool.js';
import { verifyCheckpoints } from './checkpoint.js';

/** The read models that were named, or all of them. A name that is none is refused. */
function chosen(names: readonly string[]): readonly Projection[] {
  const unknown = names.find((name) => !projections.some((projection) => projection.name === name));
  if (unknown)
    throw new Error(`There is no read model ${unknown}. There are: ${projections.map(({ name }) => name).join(', ')}.`);
  return names.length === 0 ? projections : projections.filter(({ name }) => names.includes(name));
}

export const rebuildCommand = new Command('rebuild')
  .argument('[names...]', 'which; all unless named')
  .action((names: string[]) =>
    withInstallation(async ({ db, store }) => {
      await rebuild(db, store, chosen(names), { onPhase: tell, onProgress: showProgress('Folding') });
      tell('The read models are built and in place.');
    }),
  );

type VerifyOptions = { readonly checkpoint?: string; readonly key?: string[]; readonly chain?: string };

export const verifyCommand = checking(new Command('verify'))
  .argument('[names...]', 'which; all unless named')
  .option('--checkpoint <file>', 'instead: hash the record once more and compare it with the checkpoints of this file')
  .option('--key <key...>', 'the public keys whose checkpoints are believed: name+id+base64')
  .option('--chain <file>', 'further public keys, one a line: believed where one that is believed handed over to them')
  .action((names: string[], { checkpoint, key = [], chain }: VerifyOptions) =>
    conclude(async () => {
      // Read models are not signed: whoever names a key would take their "good" for what the key proves.
      if (checkpoint === undefined && (key.length > 0 || chain !== undefined))
        throw new Error('Keys are for checkpoints: name the file that holds them with --checkpoint.');
      return withInstallation((installation) =>
        checkpoint === undefined
          ? verifyReadModels(installation, chosen(names))
          : verifyCheckpoints(installation, { file: checkpoint, keys: key, chain }),
      );
    }),
  );

async function verifyReadModels({ db, store }: Installation, readModels: readonly Projection[]): Promise<Concluded> {
  const differences = await verify(db, store, readModels, { onProgress: showProgress('Folding') });
  const said = differences.map(
    ({ table, unexpected, missing, ids }) =>
      `${table}: ${unexpected} rows that the record does not say, ${missing} missing (${ids.join(', ')})`,
  );
  return differences.length > 0
    ? { said, conclusion: 'CHANGED' }
    : { said: ['Every read model is what the record says.'], conclusion: 'GOOD' };
}

export const projectionsCommand = new Command('projections').action(() =>
  withInstallation(async ({ db, store }) => {
    const head = await store.head();
    for (const { name, status, position, stopped } of await projectionStates(db, store)) {
      console.log(`${name}: ${status} at ${position} of ${head}`);
      if (stopped) console.log(`  before event ${stopped.eventId} at ${stopped.position}: ${stopped.why}`);
    }
    for (const { actedAt, operator, act, projection, position, reason } of await findOperatorActs(db, 20))
      console.log(`${actedAt}  ${operator}: ${act} ${projection} at ${position}, because: ${reason}`);
  }),
);

const decision = (act: OperatorAct['act'], name: string, description: string) =>
  new Command(name)
    .description(description)
    .argument('<name>', 'the stopped read model')
    .requiredOption('--operator <id>', 'who decides')
    .requiredOption('--reason <text>', 'why')
    .action((projection: string, { operator, reason }: { operator: string; reason: string }) =>
      withInstallation(async ({ db }) => {
        const recorded = await resume(db, { projection, act, operator, reason });
        if (!recorded) throw new Error(`The read model ${projection} is not stopped.`);
        tell(`Recorded: ${act} of event ${recorded.eventId} at ${recorded.position}.`);
      }),
    );

projectionsCommand
  .addCommand(decision('RETRY', 'retry', 'fold the event that stopped a read model once more'))
  .addCommand(decision('SKIP', 'skip', 'go on without the event that stopped a read model, now and in rebuilds'));
