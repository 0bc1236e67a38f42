import type { Command } from 'commander';
import { createComposer } from '../../confirmations/composer.ts';
import { inventBooking } from '../../confirmations/sample.ts';
import { readFirstWindow } from '../../contingents/figures.ts';
import type { Context } from '../../context.ts';
import { change } from '../../database/change.ts';
import { Failure } from '../../failure.ts';
import type { Text } from '../../i18n/text.ts';
import { parseAddress } from '../../mail/address.ts';
import { sendOnce } from '../../mail/send-once.ts';
import { askPassword } from './password.ts';
import { chooseRelay, templateFolder } from './settings.ts';

interface Options {
  relay?: string;
}

export function declare(command: Command, { commands }: Text): Command {
  const words = commands['mail test'];
  return command
    .argument('<address>', words.arguments.address)
    .option('--relay <url>', words.options.relay);
}

export async function run(
  context: Context,
  options: Options,
  [typed = '']: string[],
): Promise<void> {
  const { out, actor, text } = context;
  const address = parseAddress(typed);
  if (address === null)
    throw new Failure('invalid_value', { option: '<address>', value: typed, expected: 'email' });
  const campaign = await context.campaign();
  const { database, settings } = campaign;
  const relay = chooseRelay(context, campaign, options.relay);
  const composer = createComposer(
    campaign,
    relay.kind === 'smtp',
    templateFolder(context, settings),
  );
  const booking = inventBooking(typed, readFirstWindow(database));
  // Every test is a mail of its own; the clock tells them apart.
  const version = Math.max(1, Math.floor(Date.now() / 1000));
  const about = { kind: 'confirmation' } as const;
  const issue = { purpose: 'confirmation', about, version, sequence: 0, at: actor.now() } as const;
  const mail = composer.compose(booking, issue);
  const envelope = {
    from: composer.sender.address,
    to: address.address,
    messageId: mail.messageId,
  };
  const password = await askPassword(context, relay);
  const { reply, queueId } = await sendOnce(relay, password, envelope, mail.content);
  change(database, actor, () => ({
    result: undefined,
    entry: { action: 'mail.test', facts: { relay: relay.label } },
  }));
  out.result(
    {
      address: typed,
      relay: relay.label,
      message_id: mail.messageId,
      reply: reply?.text ?? null,
      queue_id: queueId,
    },
    () => [
      relay.kind === 'folder'
        ? text.mail.testFile(relay.folder)
        : text.mail.tested(typed, relay.label),
    ],
  );
}
