import { fileURLToPath } from 'node:url';
import base from '../../../jest.config.mjs';

// On the PostgreSQL of the run that asks: without a setup and a teardown of its own.
const { globalSetup: _, globalTeardown: __, testSequencer: ___, ...config } = base;

export default {
  ...config,
  rootDir: fileURLToPath(new URL('../../..', import.meta.url)),
  testRegex: 'left-open/times-out[.]ts$',
};
