import ora from 'ora';
import type { Progress } from '@baikoo/projections';

/** Without a terminal a line is written this often. */
const LINE_MS = 5_000;

/** Shows how far a long piece of work has come: a moving line on a terminal, else a line now and then. */
export function showProgress(what: string): (progress: Progress) => void {
  const began = performance.now();
  const spinner = process.stderr.isTTY ? ora(what).start() : undefined;
  let last = began;
  return ({ events, position, goal }) => {
    const now = performance.now();
    const share = goal === 0n ? 100 : Number((position * 100n) / goal);
    const perSecond = Math.round(events / Math.max((now - began) / 1000, 0.001));
    const text = `${what}: ${share} % · position ${position} of ${goal} · ${perSecond} events/s`;
    if (position >= goal) spinner?.succeed(text);
    else if (spinner) spinner.text = text;
    if (spinner || (position < goal && now - last < LINE_MS)) return;
    last = now;
    console.error(text);
  };
}
