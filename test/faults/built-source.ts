import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;

/** The source as JavaScript in a folder of its own: what a child process runs is what is tested. */
export function buildSource(): string {
  const folder = mkdtempSync(join(tmpdir(), 'slotdesk-built-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  spawnSync(process.execPath, [compiler, '-p', 'src', '--outDir', folder], { cwd: root });
  return folder;
}
