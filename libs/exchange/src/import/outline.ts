import { createHash } from 'node:crypto';
import { type Actor, type Language, LANGUAGES, type LocalizedText, type Moment, textIn } from '@baikoo/kernel';
import type { DirectionView, plan, PlanEvent, PlanView } from '@baikoo/plans';
import { folded } from '../matrix/columns.js';
import type { Heading, MatrixRow } from '../matrix/matrix.js';
import type { Problem, Warning } from '../problem.js';
import type { Decided } from './decided.js';
import { ruleProblem } from './resolve.js';

type Outlined = { readonly id: string; readonly reference: string; readonly titles: LocalizedText };
type Who = { readonly by: Actor; readonly at: Moment; readonly withinMandate: boolean; readonly keepsPlans: boolean };
type Decision = ReturnType<typeof plan.decide>;
type PlanRefusal = Extract<Decision, { refused: string }>['refused'];
type Command = Parameters<typeof plan.decide>[1];
export type DecidedPlan = Decided<typeof plan.initial, Command, PlanEvent, PlanRefusal>;

/** The directions and tasks of the plan: those it has, and those that the matrix adds as it comes to them. */
export class Outline {
  readonly #directions: (Outlined & { readonly tasks: Outlined[] })[];
  readonly #refused = new Set<string>();

  constructor(
    private readonly decided: DecidedPlan,
    private readonly view: Pick<PlanView, 'id' | 'kind'> & { readonly directions: readonly DirectionView[] },
    private readonly who: Who,
    private readonly noted: { readonly problems: Problem[]; readonly warnings: Warning[] },
  ) {
    this.#directions = view.directions.map((direction) => ({ ...direction, tasks: [...direction.tasks] }));
  }

  /** The task of a row, added with its direction where the plan has none such. Undefined: refused, as was said. */
  taskOf({ direction, task }: MatrixRow): string | undefined {
    const under = this.#find(this.#directions, direction) ?? this.#addDirection(direction);
    if (!under) return undefined;
    return (this.#find(under.tasks, task) ?? this.#addTask(under, task))?.id;
  }

  #find<T extends Outlined>(among: readonly T[], heading: Heading): T | undefined {
    const { reference, titles, place } = heading;
    const isSame = (held: LocalizedText) =>
      LANGUAGES.some(
        (language) => titles[language] && held[language] && folded(titles[language]) === folded(held[language]),
      );
    if (reference === undefined) return among.find((known) => isSame(known.titles));
    const known = among.find((candidate) => candidate.reference === reference);
    const languages = LANGUAGES.filter((language) => titles[language] && known?.titles[language]);
    if (known && languages.length > 0 && !isSame(known.titles))
      this.#warnOnce({
        ...place,
        code: 'TITLE_DIFFERS',
        details: { reference, held: textIn(known.titles, languages[0] as Language) },
      });
    return known;
  }

  #addDirection({ reference: written, titles, place }: Heading) {
    const reference = written ?? this.#free((n) => String(n), this.#directions);
    const kind =
      this.view.kind === 'LOCAL_JOINT'
        ? 'LOCAL_PROBLEM'
        : PRIORITY.test(Object.values(titles).join(' '))
          ? 'PRIORITY'
          : 'COMPONENT';
    const ids = { planId: this.view.id, directionId: reference };
    const refusal = this.decided.ask({ type: 'AddDirection', ...ids, kind, reference, titles, ...this.who });
    if (refusal) return this.#refuse(place, refusal);
    const added = { id: reference, reference, titles, tasks: [] };
    this.#directions.push(added);
    return added;
  }

  #addTask(under: Outlined & { readonly tasks: Outlined[] }, { reference: written, titles, place }: Heading) {
    const all = this.#directions.flatMap(({ tasks }) => tasks);
    const reference = written ?? this.#free((n) => `${under.reference}/${n}`, all);
    const ids = { planId: this.view.id, directionId: under.id, taskId: reference };
    const refusal = this.decided.ask({ type: 'AddTask', ...ids, reference, titles, ...this.who });
    if (refusal) return this.#refuse(place, refusal);
    const added = { id: reference, reference, titles };
    under.tasks.push(added);
    return added;
  }

  #free(name: (n: number) => string, among: readonly Outlined[]): string {
    const taken = new Set(among.map(({ id }) => id));
    let n = 1;
    while (taken.has(name(n))) n++;
    return name(n);
  }

  /** What is refused once would be refused in every row of the group. */
  #refuse(
    place: Heading['place'],
    { refused, details }: { refused: PlanRefusal; details?: Readonly<Record<string, string>> },
  ): undefined {
    const key = `${place.sheet} ${place.cell} ${refused}`;
    if (!this.#refused.has(key)) this.noted.problems.push(ruleProblem(place, refused, details));
    this.#refused.add(key);
    return undefined;
  }

  #warnOnce(warning: Warning): void {
    const key = `${warning.code} ${warning.details['reference']}`;
    if (!this.#refused.has(key)) this.noted.warnings.push(warning);
    this.#refused.add(key);
  }
}

const PRIORITY = /приоритет|артыкчылык|priorit/iu;

/** Follows from what the measure is, so that a corrected file does not add it a second time. */
export function measureIdOf(planId: string, taskId: string, titles: LocalizedText): string {
  const words = LANGUAGES.map((language) => folded(titles[language] ?? '')).join('|');
  const hash = createHash('sha256').update(`${planId}|${taskId}|${words}`).digest('hex').slice(0, 16);
  return `${planId.slice(0, 80)}-${hash}`;
}
