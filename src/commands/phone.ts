import type { Command } from 'commander';
import { channels, type Channel } from '../contingents/state.ts';
import type { Context } from '../context.ts';
import { hasAnything, startForm, type Form } from '../desk/form.ts';
import { loadPhoneText, type Text } from '../i18n/text.ts';
import { choice } from './options.ts';
import { finishBooking, type Next } from './phone/after.ts';
import { openBooking } from './phone/booking.ts';
import { createDesk, type Desk } from './phone/desk.ts';
import { askWish } from './phone/home.ts';
import { takeBooking } from './phone/new-booking.ts';

interface Options {
  plain?: boolean;
  hold?: boolean;
  channel?: Channel;
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands.phone;
  return command
    .option('--plain', options.plain)
    .option('--hold', options.hold)
    .option('--channel <channel>', options.channel, choice('--channel', channels, 'channel'));
}

export async function run(context: Context, options: Options): Promise<void> {
  const campaign = await context.campaign();
  const words = await loadPhoneText(context.language);
  const dialog = await context.dialog(words.dialog, options.plain === true);
  const desk = createDesk(context, campaign, {
    dialog,
    words,
    channel: options.channel ?? 'phone',
    holds: options.hold === true,
  });
  try {
    await serve(desk);
  } finally {
    dialog.close();
  }
  const { booked, cancelled, changed } = desk.done;
  const count = (list: string[]): string => desk.formats.number(list.length);
  context.out.result(desk.done, () => [
    words.farewell(count(booked), count(cancelled), count(changed)),
  ]);
}

// Of more calls broken off nobody remembers who was who.
const ASIDES = 3;

/** Call after call, until the clerk leaves. Forms put aside wait for the clerk to come back to them. */
async function serve(desk: Desk): Promise<void> {
  let asides: Form[] = [];
  for (;;) {
    const wish = await askWish(desk, asides);
    if (wish.kind === 'leave') return;
    if (wish.kind === 'open') {
      await openBooking(desk, wish.reference);
      continue;
    }
    if (wish.kind === 'resume') asides = asides.filter((form) => form !== wish.form);
    const left = await fillForms(desk, wish.kind === 'resume' ? wish.form : startForm(wish.name));
    if (left !== null && hasAnything(left)) asides = [left, ...asides].slice(0, ASIDES);
  }
}

/** One form, and those of the others in the car; returns what was put aside. */
async function fillForms(desk: Desk, started: Form): Promise<Form | null> {
  let form = started;
  for (;;) {
    const outcome = await takeBooking(desk, form);
    switch (outcome.kind) {
      case 'ended':
        return null;
      case 'aside':
        desk.dialog.say([desk.words.aside]);
        return outcome.form;
      case 'open':
        await openBooking(desk, outcome.reference);
        return outcome.form;
      case 'booked': {
        const next: Next = await finishBooking(desk, outcome.form, outcome.reference);
        if (next.kind === 'open') await openBooking(desk, next.reference);
        if (next.kind !== 'form') return null;
        ({ form } = next);
        break;
      }
      default:
        return outcome satisfies never;
    }
  }
}
