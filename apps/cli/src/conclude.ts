import type { Command } from 'commander';
import { LANGUAGES } from '@baikoo/kernel';
import { translatorFor } from '@baikoo/languages';
import { type Conclusion, printable } from '@baikoo/proof/light';

/** How a command that checks ends, for whoever scripts it (docs/proof.md, What a check says). */
const EXIT_CODES: Readonly<Record<Conclusion, number>> = { GOOD: 0, CHANGED: 1, UNCHECKED: 2, NOT_BELIEVED: 3 };

/** What was found, in lines, and what it comes to. */
export type Concluded = { readonly said: readonly string[]; readonly conclusion: Conclusion };

/** A command that ends with one of {@link EXIT_CODES}, also where its options cannot be read. */
export const checking = (command: Command): Command =>
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_CODES.UNCHECKED));

/** Says what was found, then what it comes to in three languages. Whatever is thrown means that nothing was checked. */
export async function conclude(check: () => Promise<Concluded>): Promise<void> {
  let concluded: Concluded;
  try {
    concluded = await check();
  } catch (error) {
    console.error(`baikoo: ${printable(error instanceof Error ? error.message : String(error))}`);
    process.exitCode = EXIT_CODES.UNCHECKED;
    return;
  }
  const { said, conclusion } = concluded;
  const sentences = LANGUAGES.map((language) => translatorFor(language).say(`conclusion.${conclusion}`));
  console.log([...said, '', ...sentences.map((sentence) => `${EXIT_CODES[conclusion]}  ${sentence}`)].join('\n'));
  process.exitCode = EXIT_CODES[conclusion];
}
