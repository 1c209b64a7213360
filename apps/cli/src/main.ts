#!/usr/bin/env node
import { programFor } from './program.js';

try {
  const program = await programFor(process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  const { tellFailure } = await import('./tell-failure.js');
  tellFailure(error);
  process.exitCode = 1;
}
