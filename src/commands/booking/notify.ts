import type { Campaign } from '../../campaign/campaign.ts';
import type { Due } from '../../confirmations/about.ts';
import type { Queued } from '../../confirmations/prepare.ts';
import type { Context } from '../../context.ts';

/** Mails about what a command does to bookings, queued once it is done. */
export interface Notification {
  queue: (wanted: readonly Due[]) => Queued;
  render: (queued: Queued) => string[];
}

/**
 * Gets ready to queue mails before anything is changed, so that what stands against them is refused first.
 * @param example a mail like those that will be wanted
 * @throws Failure `template_faulty`, `setting_missing`
 */
export async function openNotification(
  context: Context,
  campaign: Campaign,
  example: Due | undefined,
): Promise<Notification> {
  // What composes mails is loaded for those who want one.
  const { openQueue, renderQueued } = await import('../mail/queue.ts');
  const queue = openQueue(context, campaign, example);
  return { queue, render: (queued) => renderQueued(context, queued) };
}

/** For `--json`: `queued`, or why there is no mail. */
export function describeNotified({ skipped }: Queued, reference: string): string {
  return skipped.find((one) => one.reference === reference)?.reason ?? 'queued';
}
