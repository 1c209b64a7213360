import type { LocalizedText } from '@baikoo/kernel';
import type { PlanChange } from '../domain/plan-change.events.js';
import type { PlanEvent } from '../domain/plan.events.js';
import { outlineChanges } from './outline.model.js';

export type PartKind = 'PLAN' | 'DIRECTION' | 'TASK' | 'MEASURE';
type Value = LocalizedText | string | null;
type Fields = Readonly<Record<string, Value>>;

/** A part of a plan as one version words it. */
export type Part = { readonly kind: PartKind; readonly id: string; readonly name: Value; readonly fields: Fields };

export type PartDifference = {
  readonly part: PartKind;
  readonly id: string;
  readonly what: 'ADDED' | 'REMOVED' | 'CHANGED';
  /** How people name it: its number, or the title of a measure. */
  readonly name: Value;
  readonly fields: readonly { readonly field: string; readonly before: Value; readonly after: Value }[];
  /** The versions, between the two compared, that touched it. */
  readonly versions: readonly number[];
};

type Content = {
  readonly parts: Map<string, Part>;
  readonly touched: { readonly key: string; readonly version: number }[];
};

export type WordsOfMeasure = {
  readonly measureId: string;
  readonly titles: LocalizedText;
  readonly expectedResult: LocalizedText | null;
  readonly responsibleOrganisationId: string;
  readonly deadline: string;
};

/**
 * What differs between two versions of a plan: the text of each, told once more from its history. Version 0 is nothing
 * at all. `adopted` are the measures that the plan was adopted with. Later to earlier says what going back would change.
 */
export function differenceOf(
  history: readonly PlanEvent[],
  adopted: readonly WordsOfMeasure[],
  from: number,
  to: number,
): readonly PartDifference[] {
  const [before, after] = [contentOf(history, adopted, from), contentOf(history, adopted, to)];
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  const { touched } = from > to ? before : after;
  return [...new Set([...before.parts.keys(), ...after.parts.keys()])].flatMap((key) => {
    const [old, current] = [before.parts.get(key), after.parts.get(key)];
    const { kind: part, id, name } = (current ?? old)!;
    const names = new Set([...Object.keys(old?.fields ?? {}), ...Object.keys(current?.fields ?? {})]);
    const fields = [...names]
      .map((field) => ({ field, before: old?.fields[field] ?? null, after: current?.fields[field] ?? null }))
      .filter((field) => JSON.stringify(field.before) !== JSON.stringify(field.after));
    if (fields.length === 0) return [];
    const what = !old ? 'ADDED' : !current ? 'REMOVED' : 'CHANGED';
    const all = touched.filter((touch) => touch.key === key && touch.version > first && touch.version <= last);
    return [{ part, id, what, name, fields, versions: [...new Set(all.map(({ version }) => version))] }];
  });
}

function contentOf(history: readonly PlanEvent[], adopted: readonly WordsOfMeasure[], version: number): Content {
  const content: Content = { parts: new Map(), touched: [] };
  if (version === 0) return content;
  for (const event of history) {
    if (event.type === 'PlanDrafted') {
      const { titles, from, to } = event.data;
      put(content, 1, { kind: 'PLAN', id: event.data.planId, name: titles, fields: { titles, from, to } });
    }
    const made = event.type === 'PlanAmended' ? event.data.version : 1;
    if (made > version) break;
    for (const change of outlineChanges(event)) apply(content, made, change, event.data.planId);
    if (event.type === 'PlanAdopted')
      for (const { measureId: id, titles, ...fields } of adopted)
        put(content, 1, { kind: 'MEASURE', id, name: titles, fields: { titles, ...fields } });
  }
  return content;
}

function apply(content: Content, version: number, change: PlanChange, planId: string): void {
  const reword = (kind: PartKind, id: string, fields: Fields) => {
    const held = content.parts.get(`${kind}/${id}`);
    if (held) put(content, version, { ...held, fields: { ...held.fields, ...fields } });
  };
  const remove = (kind: PartKind, id: string) => {
    content.touched.push({ key: `${kind}/${id}`, version });
    content.parts.delete(`${kind}/${id}`);
  };
  switch (change.kind) {
    case 'PLAN_RETITLED':
      return reword('PLAN', planId, { titles: change.titles });
    case 'PERIOD_CHANGED':
      return reword('PLAN', planId, { from: change.from, to: change.to });
    case 'DIRECTION_ADDED': {
      const { directionId: id, reference: name, titles } = change;
      return put(content, version, { kind: 'DIRECTION', id, name, fields: { reference: name, titles } });
    }
    case 'DIRECTION_REWORDED':
      return reword('DIRECTION', change.directionId, { titles: change.titles });
    case 'DIRECTION_REMOVED':
      return remove('DIRECTION', change.directionId);
    case 'TASK_ADDED': {
      const { taskId: id, reference: name, titles } = change;
      return put(content, version, { kind: 'TASK', id, name, fields: { reference: name, titles } });
    }
    case 'TASK_REWORDED':
      return reword('TASK', change.taskId, { titles: change.titles });
    case 'TASK_REMOVED':
      return remove('TASK', change.taskId);
    case 'MEASURE_ADDED': {
      const { measureId: id, titles, expectedResult, responsibleOrganisationId, deadline } = change;
      const fields = { titles, expectedResult, responsibleOrganisationId, deadline };
      return put(content, version, { kind: 'MEASURE', id, name: titles, fields });
    }
    case 'MEASURE_REWORDED':
      return reword('MEASURE', change.measureId, { titles: change.titles, expectedResult: change.expectedResult });
    case 'MEASURE_REASSIGNED':
      return reword('MEASURE', change.measureId, { responsibleOrganisationId: change.responsibleOrganisationId });
    case 'MEASURE_CANCELLED':
      return remove('MEASURE', change.measureId);
  }
}

function put({ parts, touched }: Content, version: number, part: Part): void {
  const key = `${part.kind}/${part.id}`;
  parts.set(key, part);
  touched.push({ key, version });
}
