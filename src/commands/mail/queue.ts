import type { Campaign } from '../../campaign/campaign.ts';
import type { Due } from '../../confirmations/about.ts';
import { createComposer } from '../../confirmations/composer.ts';
import { queueMails, type Queued } from '../../confirmations/prepare.ts';
import { composeDue } from '../../confirmations/resend.ts';
import type { Context } from '../../context.ts';
import { chooseRelay, templateFolder } from './settings.ts';

/**
 * Gets ready to queue mails, so that what stands against it (a faulty template, a sender that is not set) is
 * refused before anything else is done: `example` is composed at once.
 * @returns puts mails into the queue, `holds` as `queueMails` has it
 * @throws Failure `template_faulty`, `setting_missing`
 */
export function openQueue(
  context: Context,
  campaign: Campaign,
  example: Due | undefined,
): (wanted: readonly Due[], holds?: (due: Due) => boolean) => Queued {
  const { actor } = context;
  const { database, settings } = campaign;
  const sends = chooseRelay(context, campaign, undefined).kind === 'smtp';
  const composer = createComposer(campaign, sends, templateFolder(context, settings));
  if (example !== undefined) composeDue(database, composer, example, actor.now());
  return (wanted, holds) => queueMails(database, actor, composer, wanted, holds);
}

/** What became of the mails, and what to do about those nobody can be sent. */
export function renderQueued({ text }: Context, { queued, skipped }: Queued): string[] {
  const words = text.queue;
  const lines = queued === 0 ? [] : [words.waiting(String(queued)), words.send];
  for (const { reference, reason } of skipped) {
    const why = reason === 'changed' ? words.changed : text.mail.skips[reason];
    lines.push(words.skipped(reference, why));
  }
  return lines;
}
