import { randomUUID } from 'node:crypto';
import os from 'node:os';
import { Option } from 'commander';
import { idToKeep } from '@baikoo/edge';
import type { Position } from '@baikoo/event-store';
import { PostgresReadLog } from '@baikoo/identity';
import type { Installation } from '@baikoo/installation';
import type { Actor } from '@baikoo/kernel';

export const operatorOption = (): Option =>
  new Option('--operator <id>', 'who takes it, as the log of reads keeps it; the account at this machine unless said');

/** Who works at the machine holds no mandate: what they do is marked as the operator's. */
export const operatorOf = (operator = accountName()): Actor => ({
  ...{ personId: operator, role: 'OPERATOR', organisationId: 'installation' },
  ...{ territoryId: null, onBehalfOf: null },
});

/** The account that the command runs under; through sudo that of whoever called it. */
function accountName(): string {
  const name = process.env['SUDO_USER'] ?? accountOfSystem();
  return `account:${name.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 90)}`;
}

function accountOfSystem(): string {
  try {
    return os.userInfo().username;
  } catch {
    // Containers run under numbers that no account has.
    return String(process.getuid?.() ?? 'unknown');
  }
}

type Taken = {
  readonly operator?: string | undefined;
  /** The question or file by its name in the schema or address, with the ids that it is asked of. */
  readonly field: string;
  readonly ids: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly asOf?: Position | undefined;
};

/** Writes into the log of reads who takes what away. Nothing is given out before: where it cannot be written, it throws. */
export async function keepRead({ db }: Pick<Installation, 'db'>, { operator, field, ids, asOf }: Taken): Promise<void> {
  const known = Object.entries(ids).filter(([, value]) => value !== undefined);
  const kept = known.map(([name, value]) => [name, typeof value === 'string' ? idToKeep(value) : value] as const);
  await new PostgresReadLog(db).recordNow({
    ...{ kind: 'EXPORT', via: 'COMMAND_LINE', by: operatorOf(operator), at: new Date().toISOString() },
    ...{ correlationId: randomUUID(), operation: null, asked: [{ field, arguments: Object.fromEntries(kept) }] },
    asOf: asOf ?? null,
  });
}
