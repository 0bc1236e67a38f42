import { readFileSync } from 'node:fs';
import { Command, Option, type Argument, type HelpContext } from 'commander';
import { createContext, type Context, type GlobalOptions } from './context.ts';
import { Failure } from './failure.ts';
import type { Host } from './host.ts';
import type { Language, Text } from './i18n/text.ts';
import { nearest } from './nearest.ts';
import { catchOutput } from './rerun.ts';

/** A command's file: `declare` names its arguments and options, `run` does it. */
interface CommandModule {
  declare: (command: Command, text: Text) => unknown;
  /** The exit code, where it is not 0 although the command ran to its end. */
  run: (context: Context, options: never, words: string[]) => Promise<number | void>;
}

type Load = () => Promise<CommandModule>;

/** The command tree on one page. A command's file is loaded when it is called, or its help asked for. */
const tree = {
  init: () => import('./commands/init.ts'),
  status: () => import('./commands/status.ts'),
  doctor: () => import('./commands/doctor.ts'),
  config: {
    list: () => import('./commands/config/list.ts'),
    get: () => import('./commands/config/get.ts'),
    set: () => import('./commands/config/set.ts'),
  },
  contingent: {
    add: () => import('./commands/contingent/add.ts'),
    list: () => import('./commands/contingent/list.ts'),
    show: () => import('./commands/contingent/show.ts'),
    open: () => import('./commands/contingent/open.ts'),
    hold: () => import('./commands/contingent/hold.ts'),
    close: () => import('./commands/contingent/close.ts'),
    release: () => import('./commands/contingent/release.ts'),
  },
  slot: {
    list: () => import('./commands/slot/list.ts'),
    show: () => import('./commands/slot/show.ts'),
    resize: () => import('./commands/slot/resize.ts'),
  },
  booking: {
    add: () => import('./commands/booking/add.ts'),
    import: () => import('./commands/booking/import.ts'),
    export: () => import('./commands/booking/export.ts'),
    list: () => import('./commands/booking/list.ts'),
    show: () => import('./commands/booking/show.ts'),
    search: () => import('./commands/booking/search.ts'),
    edit: () => import('./commands/booking/edit.ts'),
    rebook: () => import('./commands/booking/rebook.ts'),
    note: () => import('./commands/booking/note.ts'),
    cancel: () => import('./commands/booking/cancel.ts'),
  },
  duplicate: {
    find: () => import('./commands/duplicate/find.ts'),
    list: () => import('./commands/duplicate/list.ts'),
    show: () => import('./commands/duplicate/show.ts'),
    review: () => import('./commands/duplicate/review.ts'),
    ask: () => import('./commands/duplicate/ask.ts'),
    resolve: () => import('./commands/duplicate/resolve.ts'),
    dismiss: () => import('./commands/duplicate/dismiss.ts'),
    undo: () => import('./commands/duplicate/undo.ts'),
    export: () => import('./commands/duplicate/export.ts'),
  },
  mail: {
    missing: () => import('./commands/mail/missing.ts'),
    preview: () => import('./commands/mail/preview.ts'),
    test: () => import('./commands/mail/test.ts'),
    resend: () => import('./commands/mail/resend.ts'),
    notice: () => import('./commands/mail/notice.ts'),
    evidence: () => import('./commands/mail/evidence.ts'),
    list: () => import('./commands/mail/list.ts'),
    show: () => import('./commands/mail/show.ts'),
    letters: () => import('./commands/mail/letters.ts'),
  },
  audit: {
    list: () => import('./commands/audit/list.ts'),
    verify: () => import('./commands/audit/verify.ts'),
  },
  phone: () => import('./commands/phone.ts'),
  demo: () => import('./commands/demo.ts'),
} as const satisfies Record<string, Load | Record<string, Load>>;

type Tree = typeof tree;
type Verbs<N extends keyof Tree> = Tree[N] extends Load ? N : `${N} ${keyof Tree[N] & string}`;
/** `status`, `booking import`, …: every leaf of the tree. */
type CommandPath = { [N in keyof Tree]: Verbs<N> }[keyof Tree];

/** commander with its refusals as ours, so that they have a code, both languages and one exit code. */
class Line extends Command {
  override createCommand(name: string): Line {
    return new Line(name);
  }
  unknownOption(flag: string): never {
    const known = this.visibleFlags();
    throw new Failure('unknown_option', { option: flag, nearest: nearest(flag, known) });
  }
  unknownCommand(): never {
    const command = this.args.find((word) => !word.startsWith('-')) ?? '';
    const known = this.commands.map((child) => child.name());
    throw new Failure('unknown_command', { command, nearest: nearest(command, known) });
  }
  /** Help for a command that is not there would hide the typing error. */
  override helpInformation(context?: HelpContext): string {
    const isCommand = (word: string): boolean => !word.startsWith('-');
    if (this.commands.length > 0 && this.args.some(isCommand)) this.unknownCommand();
    return super.helpInformation(context);
  }
  missingArgument(argument: string): never {
    throw new Failure('missing_argument', { argument });
  }
  optionMissingArgument(option: Option): never {
    throw new Failure('missing_value', { option: option.flags });
  }
  missingMandatoryOptionValue(option: Option): never {
    throw new Failure('missing_option', { option: option.flags });
  }
  _excessArguments(words: string[]): never {
    if (this.commands.length > 0) this.unknownCommand();
    const argument = words[this.registeredArguments.length] ?? '';
    throw new Failure('excess_argument', { argument });
  }
  _conflictingOption(option: Option, other: Option): never {
    throw new Failure('options_conflict', { option: option.flags, other: other.flags });
  }
  private visibleFlags(): string[] {
    const own = this.options.flatMap((option) => option.long ?? []);
    return this.parent instanceof Line ? [...own, ...this.parent.visibleFlags()] : own;
  }
}

/** Runs a whole command line, whatever comes of it. */
type RunLine = (host: Host) => Promise<number>;

/** Parses the words, runs the command they name and returns its exit code. */
export async function runProgram(
  host: Host,
  argv: string[],
  words: { language: Language; text: Text },
  runLine: RunLine,
): Promise<number> {
  const { text } = words;
  let exitCode = 0;
  const program = createRoot(host, text);
  const grow = (parent: Line, name: string, path: CommandPath, load: Load): void => {
    const command = parent.command(name).summary(text.commands[path].summary);
    describe(command, text.commands[path].summary, text);
    command.addHelpText('after', writeExamples(text, path));
    let loaded: CommandModule | null = null;
    parent.hook('preSubcommand', async (_, child) => {
      if (child !== command || loaded !== null) return;
      loaded = await load();
      loaded.declare(command, text);
    });
    command.action(async () => {
      const options: GlobalOptions = command.optsWithGlobals();
      const context = await createContext(host, options, words, (line, env) =>
        catchOutput(host, runLine, line, env),
      );
      try {
        exitCode = (await loaded?.run(context, options as never, command.args)) ?? 0;
      } finally {
        context.close();
      }
    });
  };
  for (const [name, branch] of Object.entries<Load | Record<string, Load>>(tree)) {
    if (typeof branch === 'function') grow(program, name, name as CommandPath, branch);
    else {
      const noun = program.command(name);
      noun.helpCommand(false);
      describe(noun, text.nouns[name as keyof Text['nouns']], text);
      for (const [verb, load] of Object.entries(branch)) {
        grow(noun, verb, `${name} ${verb}` as CommandPath, load);
      }
    }
  }
  try {
    await program.parseAsync(spellOutHelp(argv), { from: 'user' });
    return exitCode;
  } catch (error) {
    return readHelpExit(error);
  }
}

/**
 * `help booking import` and `--help booking import` are `booking import --help`: only then the command's
 * file is loaded, and its options known.
 */
function spellOutHelp(argv: string[]): string[] {
  const at = argv.findIndex((word) => !word.startsWith('-'));
  const line = argv[at] === 'help' ? argv.toSpliced(at, 1, '--help') : argv;
  const isHelp = (word: string): boolean => word === '--help' || word === '-h';
  return line.some(isHelp) ? [...line.filter((word) => !isHelp(word)), '--help'] : line;
}

function writeExamples({ help, commands }: Text, path: CommandPath): string {
  const { examples } = commands[path];
  return ['', help.examples, ...examples.flatMap(foldExample)].join('\n');
}

/** An example on lines of 80 columns that can be pasted: broken before an option, the break escaped. */
function foldExample(example: string): string[] {
  const lines: string[] = [];
  let line = '  ';
  for (const part of example.split(/ (?=--)/)) {
    if (line.trim() !== '' && line.length + part.length > 77) {
      lines.push(`${line} \\`);
      line = '    ';
    }
    line += line.trim() === '' ? part : ` ${part}`;
  }
  return [...lines, line];
}

function createRoot(host: Host, text: Text): Line {
  const { help } = text;
  const root = new Line('slotdesk')
    .option('--db <file>', help.options.db)
    .addOption(new Option('--lang <de|en>', help.options.lang).argParser(checkLanguage))
    .option('--json', help.options.json)
    .option('--actor <name>', help.options.actor)
    .option('--yes', help.options.yes)
    .option('--quiet', help.options.quiet)
    .option('--no-color', help.options.noColor)
    .version(readVersion(), '-V, --version', help.options.version)
    .exitOverride()
    .configureOutput({
      writeOut: (words) => host.stdout.write(words),
      writeErr: (words) => host.stderr.write(words),
      getOutHelpWidth: () => (host.stdout.isTTY ? host.stdout.columns : 80),
      getErrHelpWidth: () => (host.stderr.isTTY ? host.stderr.columns : 80),
    });
  describe(root, help.description, text);
  root.helpCommand('help [command]', help.options.helpCommand);
  // Called bare, the program introduces itself; that is no error.
  root.action(() => root.outputHelp());
  return root;
}

function describe(command: Line, description: string, text: Text): void {
  const titles = new Map<string, string>(Object.entries(text.help.titles));
  command
    .description(description)
    .helpOption('-h, --help', text.help.options.help)
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => titles.get(title) ?? title,
      commandUsage: (shown) => writeUsage(shown, text),
      subcommandTerm: (shown) => shown.name(),
      subcommandDescription: (shown) => shown.summary() || shown.description(),
    });
}

function writeUsage(command: Command, { help: { placeholders } }: Text): string {
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  const words = command.registeredArguments.map(writeArgument);
  if (command.commands.length > 0) words.push(`<${placeholders.command}>`);
  return [...names, ...words, `[${placeholders.options}]`].join(' ');
}

function writeArgument(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '…' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}

function checkLanguage(value: string): string {
  if (value === 'de' || value === 'en') return value;
  throw new Failure('invalid_value', { option: '--lang', value, expected: 'language' });
}

function readVersion(): string {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** commander leaves by an exception after help and version too. */
function readHelpExit(error: unknown): number {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'commander.helpDisplayed' || code === 'commander.version') return 0;
  // A noun without a verb: its help was shown on standard error.
  if (code === 'commander.help') return 2;
  throw error;
}
