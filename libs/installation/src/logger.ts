import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, pino } from 'pino';
import type { Configuration } from './configuration.js';
import { withoutSecrets } from './without-secrets.js';

/** What an error tells beside its words. Whatever else it carries stays out: PostgreSQL quotes whole rows in `detail`. */
const TOLD = ['code', 'severity', 'schema', 'table', 'column', 'constraint', 'routine', 'status', 'reason'] as const;
const MOST_CAUSES = 5;

/** One JSON line for each thing worth telling, on standard error: standard output belongs to the program's answers. */
export class JsonLogger implements LoggerService {
  readonly #pino;

  constructor(
    { logLevel }: Pick<Configuration, 'logLevel'>,
    to: DestinationStream = pino.destination({ fd: 2, sync: true }),
  ) {
    const guarded = { write: (line: string) => void to.write(withoutSecrets(line)) };
    this.#pino = pino({ level: logLevel, base: null, serializers: { err: (fault: unknown) => told(fault) } }, guarded);
  }

  log(message: unknown, context?: string): void {
    this.#pino.info({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.#pino.warn({ context }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.#pino.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: string): void {
    this.#pino.trace({ context }, String(message));
  }

  error(message: unknown, ...details: unknown[]): void {
    const kept = details.map((detail) => (detail instanceof Error ? told(detail) : detail));
    if (message instanceof Error) this.#pino.error({ err: message, details: kept }, message.message);
    else this.#pino.error({ details: kept }, String(message));
  }
}

function told(fault: unknown, depth = 0): unknown {
  if (!(fault instanceof Error)) return fault;
  const more = TOLD.flatMap((name) => {
    const value: unknown = Reflect.get(fault, name);
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
  });
  const { name: type, message, stack, cause } = fault;
  const caused = cause !== undefined && depth < MOST_CAUSES && { cause: told(cause, depth + 1) };
  return { type, message, stack, ...Object.fromEntries(more), ...caused };
}
