import type { Rerun } from './context.ts';
import type { Host } from './host.ts';

/** Runs a command line within this process and catches its output; questions cannot be asked in it. */
export async function catchOutput(
  host: Host,
  runLine: (host: Host) => Promise<number>,
  words: string[],
  env: Record<string, string>,
): Promise<Rerun> {
  const { PassThrough } = await import('node:stream');
  const caught = { stdout: new PassThrough(), stderr: new PassThrough() };
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    caught[name].setEncoding('utf8').on('data', (piece: string) => (text[name] += piece));
  }
  const [node = '', script = ''] = host.argv;
  const code = await runLine({
    argv: [node, script, ...words],
    env: { ...host.env, ...env },
    pid: host.pid,
    stdin: host.stdin,
    // What the program asks of a stream that is no terminal, these have.
    stdout: caught.stdout as unknown as Host['stdout'],
    stderr: caught.stderr as unknown as Host['stderr'],
    cwd: () => host.cwd(),
    umask: host.umask.bind(host),
    on: host.on.bind(host),
    off: host.off.bind(host),
  });
  // Let the streams hand over what they still hold.
  await new Promise((resolve) => setImmediate(resolve));
  return { code, ...text };
}
