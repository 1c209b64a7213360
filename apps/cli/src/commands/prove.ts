import { Command, InvalidArgumentError } from 'commander';
import { continuationShown, eventProofShown, proveContinuation, proveEvent } from '@baikoo/proof';
import { answered, proofPorts, readSize, sizeOption } from '../proofs.js';
import { withInstallation } from '../tool.js';

const position = (text: string): bigint => {
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new InvalidArgumentError('It is a whole number such as 1204.');
  return BigInt(text);
};

const print = (proof: object): void => console.log(JSON.stringify(proof, null, 2));

export const proveCommand = new Command('prove')
  .argument('<position>', 'of the event, as the trail and receipts say it', position)
  .addOption(sizeOption('in the tree of so many events; in that of the newest published checkpoint unless said'))
  .action((position: bigint, { size }: { size?: number }) =>
    withInstallation(async (installation) =>
      print(eventProofShown(answered(await proveEvent(proofPorts(installation), { position, size })))),
    ),
  );

export const consistencyCommand = new Command('consistency')
  .argument('<from>', 'events of the earlier tree, such as those of a checkpoint that you kept', readSize)
  .argument('[to]', 'events of the later tree; those of the newest published checkpoint unless said', readSize)
  .action((from: number, to: number | undefined) =>
    withInstallation(async (installation) =>
      print(continuationShown(answered(await proveContinuation(proofPorts(installation), { from, to })))),
    ),
  );
