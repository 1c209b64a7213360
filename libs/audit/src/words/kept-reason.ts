import type { SensitiveRead } from '@baikoo/edge';

/** Before the reason, so that it is not taken for the name that a client gave to its operation. */
const MARK = 'person export: ';

/** Why somebody at the machine takes away what is held of a person, as the log of reads keeps it. */
export const keptReason = (reason: string): string => MARK + reason;

/** The reason that stands there; null where whoever read gave none. */
export const reasonOfRead = ({ via, operation }: { readonly via: string } & Pick<SensitiveRead, 'operation'>) =>
  via === 'COMMAND_LINE' && operation?.startsWith(MARK) ? operation.slice(MARK.length) : null;
