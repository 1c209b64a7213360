import { readTable } from '@baikoo/first-data';
import { GENERATED_PEOPLE, isGenerated } from '@baikoo/generated-history';
import type { Installation } from '@baikoo/installation';

const DAYS = 30;

/** Three questions to begin with; each is one line, so that a terminal can paste it. */
const QUERIES = [
  '{ plans { nodes { id status titles { en } directions { reference titles { en } tasks { reference } } } } }',
  '{ cycles { nodes { id period dueOn submissions { organisationId status onTime timesReturned items { id } } } } }',
  '{ trail(about: { kind: MEASURE, id: "leninsky-lighting" }) { nodes { outcome at sentence personId role changes { label beforeText afterText } } } }',
];

/** What somebody who has just started the program needs to know: where it is, how to sign in, what to ask. */
export async function welcome({ configuration, demoTokens, store }: Installation, url: string): Promise<void> {
  const lines = [`Baikoo is ready: ${url}/graphql`, `Health:          ${url}/health`];
  if (configuration.mode === 'demo' && demoTokens) {
    const generated = await isGenerated(store);
    const people = generated ? GENERATED_PEOPLE : await firstOfEachRole();
    lines.push('', `Sign-in tokens for the demonstration, good for ${DAYS} days:`);
    for (const { person = '', role = '' } of people)
      lines.push('', `${role} (${person})`, await demoTokens.issue(person, { days: DAYS }));
    lines.push(
      '',
      'Open the address above in a browser and put this under "Headers", with one of the tokens:',
      '  { "Authorization": "Bearer TOKEN", "Accept-Language": "en" }',
      '',
      'Queries to try:',
      ...QUERIES.filter((query) => !generated || !query.includes('leninsky')).map((query) => `  ${query}`),
      '',
      'The monitoring report: npm run -s baikoo -- report --language ru --out report.html',
      'Stop with Ctrl-C.',
    );
  }
  console.log(lines.join('\n'));
}

async function firstOfEachRole() {
  const rows = await readTable('illustrative/mandates.csv');
  return rows.filter(({ role }, i) => rows.findIndex((row) => row['role'] === role) === i);
}
