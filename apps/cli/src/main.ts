#!/usr/bin/env node
import { ConfigurationError } from '@baikoo/installation';
import { Command } from 'commander';
import { appointCommand } from './commands/appoint.js';
import { bundleCommand } from './commands/bundle.js';
import { checkpointCommand } from './commands/checkpoint.js';
import { exportCommand, importCommand } from './commands/exchange.js';
import { generateCommand } from './commands/generate.js';
import { keyCommand } from './commands/key.js';
import { migrateCommand } from './commands/migrate.js';
import { personCommand } from './commands/person.js';
import { projectionsCommand, rebuildCommand, verifyCommand } from './commands/projections.js';
import { consistencyCommand, proveCommand } from './commands/prove.js';
import { reportCommand } from './commands/report.js';
import { schemaCommand } from './commands/schema.js';
import { seedCommand } from './commands/seed.js';
import { startCommand } from './commands/start.js';
import { tokenCommand } from './commands/token.js';
import { traceCommand } from './commands/trace.js';
import { verifyBundleCommand } from './commands/verify-bundle.js';
import { verifyProofCommand } from './commands/verify-proof.js';
import { trailCommand } from './commands/trail.js';

const program = new Command('baikoo')
  .description('National monitoring backend for crime prevention. Settings come from the environment: see README.md.')
  .addCommand(startCommand)
  .addCommand(migrateCommand)
  .addCommand(importCommand)
  .addCommand(exportCommand)
  .addCommand(seedCommand)
  .addCommand(appointCommand)
  .addCommand(generateCommand)
  .addCommand(reportCommand)
  .addCommand(tokenCommand)
  .addCommand(personCommand)
  .addCommand(traceCommand)
  .addCommand(trailCommand)
  .addCommand(projectionsCommand)
  .addCommand(rebuildCommand)
  .addCommand(verifyCommand)
  .addCommand(checkpointCommand)
  .addCommand(keyCommand)
  .addCommand(proveCommand)
  .addCommand(consistencyCommand)
  .addCommand(bundleCommand)
  .addCommand(verifyBundleCommand)
  .addCommand(verifyProofCommand)
  .addCommand(schemaCommand);

try {
  await program.parseAsync();
} catch (error) {
  // What an operator can mend is said in a sentence; anything else keeps its stack.
  const mendable = error instanceof ConfigurationError || process.env['LOG_LEVEL'] !== 'debug';
  console.error(mendable && error instanceof Error ? `baikoo: ${error.message}` : error);
  process.exitCode = 1;
}
