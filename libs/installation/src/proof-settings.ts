import { z } from 'zod';

/** Under which the demonstration signs. Production needs a name of its own: it says whose record it is. */
export const DEMO_ORIGIN = 'baikoo-demo/record';

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const SEGMENT = '[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?';

/**
 * A name that C2SP allows, and of these only host and path in small ASCII letters: one that people can read aloud, compare
 * and type in, and of which no other looks the same.
 */
const RECORD_NAME = new RegExp(`^(?=.{1,200}$)${LABEL}(?:\\.${LABEL})*(?:/${SEGMENT})*$`);

export const isRecordName = (name: string): boolean => RECORD_NAME.test(name);

/** What is wrong with a name that {@link isRecordName} refuses. */
export const NO_RECORD_NAME =
  'must be a host, with a path if need be, in small Latin letters, such as record.example.kg';

/** Whether a name begins with a domain, which is somebody's own. The demo's does not, nor does anything that looks like it. */
export const isOwnName = (name: string): boolean => isRecordName(name) && /^[^/]+\.[^/]/.test(name);

const MOST_MINUTES = 10_080;

/** Settings of the signing of checkpoints (docs/proof.md). */
export const proofSettings = {
  PROOF_KEY_FILE: z.string().min(1).optional(),
  PROOF_FORMER_KEY_FILE: z.string().min(1).optional(),
  PROOF_ORIGIN: z.string().refine(isRecordName, NO_RECORD_NAME).default(DEMO_ORIGIN),
  CHECKPOINT_FILE: z.string().min(1).optional(),
  CHECKPOINT_MINUTES: z
    .string()
    .regex(/^\d{1,5}$/, `must be a whole number of minutes, 1 to ${MOST_MINUTES}`)
    .transform(Number)
    .refine((value) => value > 0 && value <= MOST_MINUTES, `must be a whole number of minutes, 1 to ${MOST_MINUTES}`)
    .default(60),
};

type Given = z.output<z.ZodObject<typeof proofSettings>>;

export type ProofSettings = {
  /** The private key that signs; undefined: the demo makes one in its home. */
  readonly keyFile: string | undefined;
  /** The key before it, until it has handed over. */
  readonly formerKeyFile: string | undefined;
  /** The name of the log, which is that of its keys. */
  readonly origin: string;
  /** What witnesses collect; undefined: in the home. */
  readonly checkpointFile: string | undefined;
  /** How long after a checkpoint the next one is signed. */
  readonly everyMs: number;
};

export const proofOf = (given: Given): ProofSettings => ({
  keyFile: given.PROOF_KEY_FILE,
  formerKeyFile: given.PROOF_FORMER_KEY_FILE,
  origin: given.PROOF_ORIGIN,
  checkpointFile: given.CHECKPOINT_FILE,
  everyMs: given.CHECKPOINT_MINUTES * 60_000,
});
