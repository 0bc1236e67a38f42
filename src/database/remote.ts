import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Failure } from '../failure.ts';

// Linux's statfs magic numbers of file systems on which SQLite's WAL is unsafe.
const REMOTE_FILESYSTEMS = new Map([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x65735546, 'fuse'],
  [0x01021997, '9p'],
]);

/** @throws Failure `database_remote` for a folder on a network or user file system */
export function refuseRemote(file: string): void {
  const folder = dirname(resolve(file));
  if (!existsSync(folder)) return;
  const filesystem = REMOTE_FILESYSTEMS.get(statfsSync(folder).type >>> 0);
  if (filesystem !== undefined) throw new Failure('database_remote', { file, filesystem });
}
