import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { Configuration } from './configuration.js';

/** One JSON line for each thing worth telling, on standard error: standard output belongs to the program's answers. */
export class JsonLogger implements LoggerService {
  readonly #pino;

  constructor({ logLevel }: Pick<Configuration, 'logLevel'>) {
    this.#pino = pino({ level: logLevel, base: null }, pino.destination({ fd: 2, sync: true }));
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
    if (message instanceof Error) this.#pino.error({ err: message, details }, message.message);
    else this.#pino.error({ details }, String(message));
  }
}
