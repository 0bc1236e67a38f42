import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { Campaign } from './campaign/campaign.ts';
import type { Actor } from './database/change.ts';
import type { Host } from './host.ts';
import type { Language, Text } from './i18n/text.ts';
import { createAsk, type Ask } from './terminal/ask.ts';
import type { Dialog, DialogText } from './terminal/dialog.ts';
import { createOutput, type Output } from './terminal/output.ts';

/** The global options, as typed. */
export interface GlobalOptions {
  db?: string;
  json?: boolean;
  actor?: string;
  yes?: boolean;
  quiet?: boolean;
  color?: boolean;
}

/** What a command gets: everything it needs of the world, and nothing it has to build itself. */
export interface Context {
  language: Language;
  text: Text;
  out: Output;
  ask: Ask;
  /** A conversation, by keys where the terminal can do it and lines are not wished for; heard on standard error. */
  dialog: (text: DialogText, plain: boolean) => Promise<Dialog>;
  actor: Actor;
  env: Record<string, string | undefined>;
  stdin: NodeJS.ReadStream;
  /** The campaign file's path, whether it is there or not. */
  file: string;
  /** A path as the user typed it, from the folder the user stands in. */
  path: (typed: string) => string;
  /** Opens the campaign file, once. */
  campaign: () => Promise<Campaign>;
  /** Hears Ctrl-C instead of dying of it: `drain` at the first, `abort` at the second. */
  onInterrupt: () => { drain: AbortSignal; abort: AbortSignal };
  /** Runs another command line as if it had been typed with this environment on top, and catches what it prints. */
  rerun: (words: string[], env: Record<string, string>) => Promise<Rerun>;
  close: () => void;
}

/** What another command line left. */
export interface Rerun {
  code: number;
  stdout: string;
  stderr: string;
}

/** The only place that builds dependencies; what is heavy is built when a command first asks for it. */
export async function createContext(
  host: Host,
  options: GlobalOptions,
  words: { language: Language; text: Text },
  rerun: Context['rerun'],
): Promise<Context> {
  const { env } = host;
  const noColor = options.color === false;
  const out = await createOutput(host, {
    json: options.json === true,
    quiet: options.quiet === true,
    noColor,
    env,
  });
  const colored = out.noteStyle.strong('x') !== 'x';
  const ask = createAsk(host, { text: words.text.ask, yes: options.yes === true, colored });
  const path = (typed: string): string => resolve(host.cwd(), typed);
  const file = path(options.db ?? env['SLOTDESK_DB'] ?? 'slotdesk.db');
  let opened: Campaign | null = null;
  const stops: (() => void)[] = [];
  const actor = { name: options.actor ?? nameActor(env), now: createClock(env) };
  // Whatever is looked at next shows an import whole or not at all.
  const finishLeft = async ({ database }: Campaign): Promise<void> => {
    const { finishLeftImport } = await import('./bookings/import-run.ts');
    await finishLeftImport(database, actor, {
      ...{ drain: null, abort: null },
      decided: () => out.note(words.text.importRun.completing),
      stored: () => undefined,
      dropped: (files, seats) => out.note(words.text.importRun.dropped(files.join(', '), seats)),
    });
  };
  return {
    ...words,
    out,
    ask,
    actor,
    dialog: async (text, plain) => {
      const { createDialog } = await import('./terminal/create-dialog.ts');
      const { drain } = listen(host, stops);
      return await createDialog(host, {
        text,
        plain,
        style: out.noteStyle,
        colored,
        stop: drain,
        env,
      });
    },
    env,
    stdin: host.stdin,
    file,
    path,
    campaign: async () => {
      if (opened !== null) return opened;
      const { openCampaign, isImportLeft } = await import('./campaign/campaign.ts');
      opened = openCampaign(file, { waiting: () => out.note(words.text.waitingForLock) });
      if (isImportLeft(opened.database)) await finishLeft(opened);
      return opened;
    },
    onInterrupt: () => listen(host, stops),
    rerun,
    close: () => {
      for (const stop of stops) stop();
      opened?.database.close();
    },
  };
}

/** `SLOTDESK_NOW` is a clock that stands still: tests, the demo, re-enactments. */
function createClock(env: Context['env']): () => number {
  const fixed = Date.parse(env['SLOTDESK_NOW'] ?? '');
  return Number.isNaN(fixed) ? () => Date.now() : () => fixed;
}

function nameActor(env: Context['env']): string {
  const named = env['SLOTDESK_ACTOR'] ?? env['SUDO_USER'];
  if (named) return named;
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

function listen(host: Host, stops: (() => void)[]): { drain: AbortSignal; abort: AbortSignal } {
  const drain = new AbortController();
  const abort = new AbortController();
  const hear = (): void => (drain.signal.aborted ? abort : drain).abort();
  host.on('SIGINT', hear);
  host.on('SIGTERM', hear);
  stops.push(() => {
    host.off('SIGINT', hear);
    host.off('SIGTERM', hear);
  });
  return { drain: drain.signal, abort: abort.signal };
}
