import { type Refusal, refuse } from '@baikoo/kernel';
import { basisOf } from './asked-of-map.js';
import type { TerritoryCommand, TerritoryRefusal } from './territory.commands.js';
import type { TerritoryEvent } from './territory.events.js';
import type { TerritoryMap } from './territory-map.js';

type Repeal = Extract<TerritoryCommand, { type: 'RepealTerritoryChange' }>;

/**
 * A later act takes a change back: from its date the units of before exist again, and those that the change made do not.
 * What was true in between stays true of it. On the very date of the change it is a correction: the change never held.
 */
export function repeal(map: TerritoryMap, command: Repeal): TerritoryEvent | Refusal<TerritoryRefusal> {
  const { repealedChangeId, effectiveOn } = command;
  const change = map.changes.find(({ changeId }) => changeId === repealedChangeId);
  if (!change) return refuse('UNKNOWN_CHANGE', 'repealedChangeId', { id: repealedChangeId });
  if (change.repealed) return refuse('ALREADY_REPEALED', 'repealedChangeId');
  // Whoever wants a repealed change again has an act that says so: it is a change of its own, with its own date.
  if (change.type === 'TerritoryChangeRepealed') return refuse('NOT_REPEALABLE', 'repealedChangeId');

  const facts = map.facts.filter(({ changeId }) => changeId === repealedChangeId);
  const held = facts.find(({ on }) => on !== null && effectiveOn < on);
  if (held?.on) return refuse('REPEALED_TOO_EARLY', 'effectiveOn', { date: held.on });
  const [made, ended] = [true, false].map((active) =>
    facts.filter((fact) => fact.aspect === 'LIFE' && fact.active === active).map(({ territoryId }) => territoryId),
  );
  const later = map.facts.find(
    (fact) => made!.includes(fact.territoryId) && fact.active === false && fact.until === null,
  );
  if (later)
    return refuse('CHANGED_LATER', 'repealedChangeId', { id: later.territoryId, change: later.changeId ?? '' });
  // A unit that seceded goes back into the one it came from, which never ceased to exist.
  const sources = facts.filter(({ aspect }) => aspect === 'SUCCESSION').map(({ territoryId }) => territoryId);
  const back = ended!.length > 0 ? ended! : [...new Set(sources)];
  return {
    type: 'TerritoryChangeRepealed',
    data: {
      ...basisOf(command),
      repealedChangeId,
      repealed: facts.map(({ aspect, territoryId, successorId }) => ({ aspect, territoryId, successorId })),
      returned: made!.flatMap((territoryId) => back.map((successorId) => ({ territoryId, successorId }))),
    },
  };
}
