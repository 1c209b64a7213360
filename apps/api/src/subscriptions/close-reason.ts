import type { InvalidTokenReason } from '@baikoo/identity';
import type { Language } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';

/** A control frame of a WebSocket has 125 bytes, two of them for the code (RFC 6455, 5.5). */
export const MOST_BYTES = 123;

export type CloseReason =
  | 'CLOSED_SIGN_IN'
  | 'CLOSED_MANDATE'
  | 'CLOSED_TOO_MANY'
  | 'CLOSED_TRY_AGAIN'
  | 'CLOSED_TOO_FAST'
  | 'CLOSED_TOO_LATE'
  | 'CLOSED_UNREADABLE'
  | { readonly invalidToken: InvalidTokenReason };

/** Why a connection is closed, for the person at its other end. What does not fit is cut between letters. */
export function closeReasonIn(language: Language, reason: CloseReason): string {
  const translator = translatorFor(language);
  return fitting(
    typeof reason === 'string'
      ? translator.say(`fault.${reason}`)
      : translator.say('fault.INVALID_TOKEN', { reason: reason.invalidToken }),
  );
}

/** A longer reason would not be sent at all: the socket refuses it. */
export function fitting(text: string): string {
  if (Buffer.byteLength(text) <= MOST_BYTES) return text;
  const room = MOST_BYTES - Buffer.byteLength('…');
  let kept = '';
  for (const letter of text) {
    if (Buffer.byteLength(kept + letter) > room) break;
    kept += letter;
  }
  return `${kept}…`;
}
