import type { Dialog, DialogOptions, DialogStreams } from './dialog.ts';
import { createPlainDialog } from './dialog-plain.ts';

interface Wish extends DialogOptions {
  /** Lines alone, although the terminal could do more. */
  plain: boolean;
  env: Record<string, string | undefined>;
}

/** By keys on a terminal that can draw, else in lines: the same questions and answers. */
export async function createDialog(streams: DialogStreams, wish: Wish): Promise<Dialog> {
  const { stdin, stderr } = streams;
  const canDraw = stdin.isTTY && stderr.isTTY && wish.env['TERM'] !== 'dumb';
  if (wish.plain || !canDraw) return createPlainDialog(streams, wish);
  const { createKeyDialog } = await import('./dialog-keys.ts');
  return createKeyDialog(streams, wish);
}
