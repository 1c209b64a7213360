import { Command, Help } from 'commander';
import { COMMANDS, type Listed } from './commands.js';

/** The whole command line, of which only the command is loaded that the arguments name. */
export async function programFor(args: readonly string[]): Promise<Command> {
  const asked = args.find((arg) => !arg.startsWith('-') && arg !== 'help');
  const program = new Command('baikoo')
    .description('National monitoring backend for crime prevention. Settings come from the environment: see README.md.')
    .configureHelp({ subcommandTerm: (command) => termOf(command, COMMANDS[command.name()]) });
  for (const [name, listed] of Object.entries(COMMANDS)) {
    const command = name === asked ? await listed.load() : new Command(name);
    program.addCommand(command.description(listed.description));
  }
  return program;
}

/** A command that is not loaded knows nothing of its options and arguments; the list does. */
const termOf = (command: Command, listed: Listed | undefined): string =>
  listed ? `${command.name()} ${listed.takes}`.trimEnd() : new Help().subcommandTerm(command);
