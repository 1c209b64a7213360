/** A drawn chart. Its label names it to those who cannot see it and says where its figures are. */
export const Chart = ({ svg, label }: { svg: string; label: string }) => (
  <div class="chart" role="img" aria-label={label} dangerouslySetInnerHTML={{ __html: svg }} />
);

export type LegendEntry = { readonly swatch: string; readonly text: string };

/** What the bars of a chart stand for, in the order in which they are drawn. */
export const Legend = ({ entries }: { entries: readonly LegendEntry[] }) => (
  <ul class="legend">
    {entries.map(({ swatch, text }) => (
      <li key={text}>
        <span class={`swatch ${swatch}`} aria-hidden="true" /> {text}
      </li>
    ))}
  </ul>
);
