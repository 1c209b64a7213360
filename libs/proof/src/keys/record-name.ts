/** The name under which this record is signed (`PROOF_ORIGIN`), and that all its keys bear. */
export class RecordName {
  constructor(readonly origin: string) {}
}
