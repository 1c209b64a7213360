/** Something that happened: plain JSON, named in the past tense, kept for ever. */
export type Event<Type extends string, Data extends object> = {
  readonly type: Type;
  readonly data: Readonly<Data>;
};

export type AnyEvent = Event<string, object>;

/** In whose name somebody acts: ids only, because names of people never enter the record. */
export type Actor = {
  readonly personId: string;
  readonly role: string;
  readonly organisationId: string;
  /** The territory of the mandate; `null` when the mandate has none (a ministry). */
  readonly territoryId: string | null;
  /** The organisation in whose place the actor acts, when that is not the actor's own. */
  readonly onBehalfOf: string | null;
};

/** Something somebody asks for. Time and actor come in as data, so that deciding stays pure. */
export type Command<Type extends string, Data extends object> = Readonly<Data> & {
  readonly type: Type;
  readonly by: Actor;
  /** The moment of asking, ISO 8601 in UTC. */
  readonly at: string;
};

export type AnyCommand = Command<string, object>;

/** Each command of a union without some of its fields: what a caller says, before somebody looks up the rest. */
export type Without<Commands, Keys extends PropertyKey> = Commands extends unknown ? Omit<Commands, Keys> : never;

/**
 * The domain's "no": a code that callers can act on, never an exception.
 * `path` names the field that is to blame, `details` the values that the sentence shown to a person needs.
 */
export type Refusal<Code extends string = string> = {
  readonly refused: Code;
  readonly path?: string;
  readonly details?: Readonly<Record<string, string>>;
};

export const refuse = <Code extends string>(
  refused: Code,
  path?: string,
  details?: Readonly<Record<string, string>>,
): Refusal<Code> => ({ refused, ...(path !== undefined && { path }), ...(details && { details }) });

export const isRefusal = <Code extends string>(value: object): value is Refusal<Code> => 'refused' in value;

/** All the behaviour of one kind of thing, as two pure functions and a starting point. */
export type Decider<State, Cmd, Evt extends AnyEvent, Code extends string> = {
  readonly initial: State;
  decide(state: State, command: Cmd): readonly Evt[] | Refusal<Code>;
  evolve(state: State, event: Evt): State;
};
