interface Streams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

/**
 * Hears what goes wrong on standard output and standard error, which would end the process otherwise. A
 * reader that has seen enough (`| head`) is no error. `finish` resolves, once everything is written, to the
 * system's code of what could not be (a full disk), else to `null`.
 */
export function watchStreams({ stdout, stderr }: Streams): {
  finish: () => Promise<string | null>;
} {
  let lost: string | null = null;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') lost ??= error.code ?? 'UNKNOWN';
  });
  stderr.on('error', () => undefined);
  return {
    finish: async () => {
      await new Promise<void>((resolve) => stdout.write('', () => resolve()));
      return lost;
    },
  };
}
