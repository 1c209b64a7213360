import type { ComponentChildren } from 'preact';
import type { Reader } from './reader.js';

/** The sections in the order in which they stand; their place is their number. */
export const SECTIONS = [
  'summary',
  'execution',
  'measures',
  'overdue',
  'submissions',
  'funding',
  'indicators',
  'risks',
] as const;
export type SectionName = (typeof SECTIONS)[number];

export const Section = (props: { name: SectionName; reader: Reader; children: ComponentChildren }) => (
  <section id={props.name} aria-labelledby={`${props.name}-title`}>
    <h2 id={`${props.name}-title`}>
      <span class="number">{SECTIONS.indexOf(props.name) + 1}</span> {props.reader.say(`section.${props.name}`)}
    </h2>
    {props.children}
  </section>
);

export const Contents = ({ reader }: { reader: Reader }) => (
  <nav aria-label={reader.say('contents')}>
    <ol>
      {SECTIONS.map((name) => (
        <li key={name}>
          <a href={`#${name}`}>{reader.say(`section.${name}`)}</a>
        </li>
      ))}
    </ol>
  </nav>
);
