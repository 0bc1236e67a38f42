import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';

export interface Password {
  value: string;
  /** `environment` deserves a warning: other processes of this user can read it. */
  source: 'credentials' | 'file' | 'prompt' | 'environment';
}

/**
 * The relay's password: systemd's credential `smtp-password`, else the file that
 * `SLOTDESK_SMTP_PASSWORD_FILE` names, else what `ask` returns (`null`: nobody is there to ask), else
 * `SLOTDESK_SMTP_PASSWORD`. `null` if there is none anywhere.
 * @throws Failure `file_missing`, `password_file_open` if group or others can read the file
 */
export async function findPassword(
  env: Record<string, string | undefined>,
  ask: (() => Promise<string>) | null,
): Promise<Password | null> {
  const credentials = env['CREDENTIALS_DIRECTORY'];
  const credential = credentials ? readLine(join(credentials, 'smtp-password')) : null;
  if (credential !== null) return { value: credential, source: 'credentials' };
  const file = env['SLOTDESK_SMTP_PASSWORD_FILE'];
  if (file) return { value: readPasswordFile(file), source: 'file' };
  const given = env['SLOTDESK_SMTP_PASSWORD'];
  // Someone who set it in the environment is not asked again.
  if (ask !== null && !given) return { value: await ask(), source: 'prompt' };
  return given ? { value: given, source: 'environment' } : null;
}

function readPasswordFile(file: string): string {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) throw new Failure('file_missing', { file });
  if ((mode & 0o077) !== 0) throw new Failure('password_file_open', { file });
  const value = readLine(file);
  if (value === null) throw new Failure('file_missing', { file });
  return value;
}

function readLine(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return null;
  }
}
