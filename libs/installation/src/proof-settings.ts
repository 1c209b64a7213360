import { z } from 'zod';

/** Under which the demonstration signs. Production needs a name of its own: it says whose record it is. */
export const DEMO_ORIGIN = 'baikoo-demo/record';

const MOST_MINUTES = 10_080;

/** Settings of the signing of checkpoints (docs/proof.md). */
export const proofSettings = {
  PROOF_KEY_FILE: z.string().min(1).optional(),
  PROOF_FORMER_KEY_FILE: z.string().min(1).optional(),
  PROOF_ORIGIN: z
    .string()
    .regex(/^[^\s+\p{Cc}]{1,200}$/u, 'must be a name without spaces and plus signs, such as record.example.kg')
    .default(DEMO_ORIGIN),
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
