/** What people read at the beginning of an audit bundle. */
export const bundlesEn = {
  title: 'Audit bundle of the Baikoo record',
  range: 'It holds events {first} to {last} of the record, without a gap.',
  history:
    'It holds the whole history of {name}, {count, plural, one {# event} other {# events}}, up to the checkpoint.',
  histories: 'It holds the whole {count} histories of {name}, up to the checkpoint.',
  map: 'It holds the whole history of the map of the country, in which {name} stands, up to the checkpoint: {count, plural, one {# event} other {# events}}.',
  checkpoint: 'Checkpoint: the first {size, plural, one {# event} other {# events}} of the record.',
  check:
    'These lines are for reading and prove nothing: the events below do. Check them with baikoo verify-bundle. Number · when · what · office:',
} as const;
