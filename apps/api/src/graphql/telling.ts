import type { LoggerService } from '@nestjs/common';
import type { Configuration } from '@baikoo/installation';
import type { Metrics } from '../metrics/metrics.js';
import type { Telling } from './errors.js';

/**
 * A question that cannot be read is its author's matter: it is counted, and a line of the log at `debug` names its code.
 * Nobody can fill the log of an installation by asking badly.
 */
export const tellingOf = (
  { mode, serving: { limits } }: Configuration,
  logger: LoggerService,
  metrics: Pick<Metrics, 'refused'>,
): Telling => ({
  ...{ logger, limits, hidesSchema: mode === 'production' },
  refused: (code, correlationId) => {
    metrics.refused(code);
    logger.debug?.(`Refused ${code} ${correlationId}`);
  },
});
