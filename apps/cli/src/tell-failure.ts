import { ConfigurationError } from '@baikoo/installation/light';

/** Why a command failed: what an operator can mend is said in a sentence; of anything else LOG_LEVEL=debug shows the stack. */
export function tellFailure(error: unknown): void {
  const mendable = error instanceof ConfigurationError || process.env['LOG_LEVEL'] !== 'debug';
  console.error(mendable && error instanceof Error ? `baikoo: ${error.message}` : error);
}
