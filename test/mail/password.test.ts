import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findPassword } from '../../src/mail/password.ts';

function place(name: string, mode: number): { folder: string; file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), `from ${name}\n`, { mode });
  return { folder, file: join(folder, name) };
}

describe('the relay’s password', () => {
  it('comes from the service manager before all else', async () => {
    const { folder } = place('smtp-password', 0o400);
    const env = {
      CREDENTIALS_DIRECTORY: folder,
      SLOTDESK_SMTP_PASSWORD_FILE: '/nowhere',
      SLOTDESK_SMTP_PASSWORD: 'x',
    };
    expect(await findPassword(env, null)).toEqual({
      value: 'from smtp-password',
      source: 'credentials',
    });
  });

  it('comes from a file that only its owner can read', async () => {
    const { file } = place('secret', 0o600);
    const env = { SLOTDESK_SMTP_PASSWORD_FILE: file };
    expect(await findPassword(env, null)).toEqual({ value: 'from secret', source: 'file' });
  });

  it.each([0o640, 0o604])('refuses a file with mode %i', async (mode) => {
    const { file } = place('secret', mode);
    const found = findPassword({ SLOTDESK_SMTP_PASSWORD_FILE: file }, null);
    await expect(found).rejects.toMatchObject({ code: 'password_file_open', facts: { file } });
  });

  it('says that the file it was told of is not there', async () => {
    const found = findPassword({ SLOTDESK_SMTP_PASSWORD_FILE: '/nowhere/at-all' }, null);
    await expect(found).rejects.toMatchObject({ code: 'file_missing' });
  });

  it('is asked for where there is somebody', async () => {
    expect(await findPassword({}, () => Promise.resolve('typed'))).toEqual({
      value: 'typed',
      source: 'prompt',
    });
  });

  it('comes from the environment last, marked as such', async () => {
    expect(await findPassword({ SLOTDESK_SMTP_PASSWORD: 'x' }, null)).toEqual({
      value: 'x',
      source: 'environment',
    });
    expect(await findPassword({}, null)).toBeNull();
  });
});
