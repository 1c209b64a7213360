export { type CheckpointState, checkpointState } from './checkpoint-state.js';
export { Notary, type NotaryParts, type Signing } from './notary.js';
export { type OwnKeys, PostgresCheckpointBook } from './postgres-checkpoint-book.js';
export { type BookEntry, type SignedCheckpoint, SigningBook } from './signing-book.js';
export { type NotaryTrouble, sentenceOfTrouble } from './trouble.js';
export { WitnessFile, WitnessFileDiffers } from './witness-file.js';
