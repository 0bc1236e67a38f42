import { Failure, exitCodes } from './failure.ts';
import type { Host } from './host.ts';
import { describeFailure } from './i18n/describe-failure.ts';
import { chooseLanguage, loadText, type Text } from './i18n/text.ts';
import { runProgram } from './program.ts';
import { clean, toJson } from './terminal/clean.ts';
import { watchStreams } from './terminal/streams.ts';

/**
 * Runs one command line. Every way out ends here: a refusal becomes two lines and its exit code, a
 * bug one line and exit code 1.
 */
export async function main(host: Host): Promise<number> {
  // Whatever this process creates holds personal data: nobody else's to read.
  host.umask(0o077);
  const argv = host.argv.slice(2);
  const language = chooseLanguage(argv, host.env);
  const text = await loadText(language);
  const streams = watchStreams(host);
  try {
    const code = await runProgram(host, argv, { language, text }, main);
    const lost = await streams.finish();
    if (lost !== null) throw new Failure('output_lost', { reason: lost });
    return code;
  } catch (error) {
    return await report(host, argv, text, error);
  }
}

async function report(host: Host, argv: string[], text: Text, error: unknown): Promise<number> {
  const failure: Failure | null =
    error instanceof Failure ? error : await recognize(error, host, argv);
  if (host.env['SLOTDESK_DEBUG'] === '1' && error instanceof Error) {
    host.stderr.write(`${error.stack ?? ''}\n`);
  }
  const { message, hint } =
    failure === null ? text.internal(clean(String(error))) : describeFailure(text, failure);
  if (argv.includes('--json')) {
    const code = failure?.code ?? 'internal';
    const details = failure?.facts ?? {};
    host.stderr.write(`${toJson({ error: { code, message, hint, details } })}\n`);
  } else host.stderr.write(`slotdesk: ${message}\n${hint}\n`);
  return failure === null ? 1 : exitCodes[failure.code];
}

async function recognize(error: unknown, host: Host, argv: string[]): Promise<Failure | null> {
  if (!(error instanceof Error) || error.name !== 'SqliteError') return null;
  const { toDatabaseFailure } = await import('./database/errors.ts');
  const at = argv.indexOf('--db');
  const file = at === -1 ? undefined : argv[at + 1];
  return toDatabaseFailure(error, file ?? host.env['SLOTDESK_DB'] ?? 'slotdesk.db');
}
