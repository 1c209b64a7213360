import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { projectFile } from '@baikoo/database';

/** The package of what the benchmarks compare with. */
export const PEERS = projectFile('test/bench/peers');

const INSTALLED = ['@event-driven-io/emmett-postgresql', 'exceljs', 'postgraphile'];

/** Installs the peers where they are not yet, from their own lock file. */
export function installPeers(): void {
  if (INSTALLED.every((name) => existsSync(`${PEERS}/node_modules/${name}`))) return;
  console.log('Installing the peers (npm ci in test/bench/peers) …');
  execFileSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: PEERS,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
