import type { Command } from 'commander';
import { channels, type Channel } from '../contingents/state.ts';
import type { Context } from '../context.ts';
import { startForm, type Form } from '../desk/form.ts';
import { loadPhoneText, type Text } from '../i18n/text.ts';
import { choice } from './options.ts';
import { finishBooking, type Next } from './phone/after.ts';
import { openBooking } from './phone/booking.ts';
import { createDesk, type Desk } from './phone/desk.ts';
import { askWish } from './phone/home.ts';
import { takeBooking } from './phone/new-booking.ts';

interface Options {
  plain?: boolean;
  channel?: Channel;
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands.phone;
  return command
    .option('--plain', options.plain)
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

/** Call after call, until the clerk leaves. A form put aside waits for the clerk to come back to it. */
async function serve(desk: Desk): Promise<void> {
  let aside: Form | null = null;
  for (;;) {
    const wish = await askWish(desk, aside);
    if (wish.kind === 'leave') return;
    if (wish.kind === 'open') await openBooking(desk, wish.reference);
    else {
      const started: Form =
        wish.kind === 'resume' && aside !== null
          ? aside
          : startForm(wish.kind === 'new' ? wish.name : '');
      aside = await fillForms(desk, started);
    }
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
