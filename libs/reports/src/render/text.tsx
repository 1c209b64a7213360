import { isUnconfirmed, LANGUAGES, type LocalizedText, ratio, textIn } from '@baikoo/kernel';
import type { ComponentChildren } from 'preact';
import type { Reader } from './reader.js';

/** Whether any part of the report data answers to `test`. */
export const contains = (value: unknown, test: (part: object) => boolean): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (test(value) || Object.values(value).some((part) => contains(part, test)));

/** A text that a person entered; a stand-in from another language says so to screen readers and spelling checkers. */
export function Text({ of, reader }: { of: LocalizedText; reader: Reader }) {
  const shown = textIn(of, reader.language);
  const written = of[reader.language] ? reader.language : LANGUAGES.find((language) => of[language] === shown);
  return (
    <>
      {written === reader.language ? shown : <span lang={written}>{shown}</span>}
      {isUnconfirmed(of, reader.language) && <Dagger />}
    </>
  );
}

/** Points to the footnote on machine-made wording. */
export const Dagger = () => <sup>†</sup>;

/** A mark in words: what is illustrative, provisional or in dispute never shows by colour alone. */
export const Badge = ({
  kind,
  reader,
}: {
  kind: 'illustrative' | 'provisional' | 'conflicting' | 'corrected' | 'outweighed';
  reader: Reader;
}) => <span class={`badge ${kind}`}>{reader.say(`badge.${kind}`)}</span>;

/** Tables wider than a telephone scroll by themselves and can be reached by keyboard. */
export const Wide = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class="wide" role="region" aria-label={label} tabIndex={0}>
    {children}
  </div>
);

/** A bar of 0 to 100 beside its figure. */
export const Progress = ({ percent, reader }: { percent: number; reader: Reader }) => (
  <span class="progress">
    <span class="bar" aria-hidden="true">
      <span style={{ width: `${Math.min(100, Math.max(0, percent))}%` }} />
    </span>
    {reader.translator.percent(ratio(String(percent), '100')!)}
  </span>
);
