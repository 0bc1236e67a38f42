import type { Context } from '../../context.ts';
import { createFormats } from '../../i18n/formats.ts';
import type { Summary } from '../../mail/engine.ts';
import type { Counts } from '../../mail/progress.ts';
import { renderTable } from '../../terminal/table.ts';
import { measureWidth, wrap } from '../../terminal/width.ts';
import type { Errand } from './send.ts';
import { estimateSeconds, isHeldUp, writeRate } from './send-time.ts';

const MINUTE_MS = 60_000;

/** What would be sent, to whom not, how, and how long it takes. */
export function renderPlan({ text, language, out }: Context, errand: Errand): string[] {
  const { plan, means, selected, busiest, timeZone } = errand;
  const { relay, rate, domainRate, connections, until } = means;
  const words = text.mail.plan;
  const { number } = createFormats(language, 'UTC');
  const lines: string[] = [];
  const put = (line: string): void => {
    lines.push(...wrap(line, out.columns, '  '));
  };
  const add = (count: number, say: (count: string) => string): void => {
    if (count > 0) put(say(number(count)));
  };
  const rewritten = plan.fresh.filter(({ replaces }) => replaces !== undefined).length;
  add(plan.fresh.length - rewritten, words.fresh);
  add(rewritten, words.rewritten);
  add(plan.again, words.again);
  add(plan.waiting.length, words.waiting);
  add(plan.retried.length, words.retried);
  add(plan.obsolete.length, words.obsolete);
  add(plan.later, words.later);
  add(plan.doubtful.length, words.doubtful);
  add(plan.skipped.length, words.skipped);
  for (const { reference, reason } of plan.skipped.slice(0, 10)) {
    const said = wrap(`${reference}: ${text.mail.skips[reason]}`, out.columns - 2, '  ');
    lines.push(...said.map((line) => `  ${line}`));
  }
  if (plan.skipped.length > 10) lines.push('  …');
  if (selected === 0) return [...lines, words.nothing];
  if (relay.kind === 'folder') {
    put(words.folder(relay.folder));
    return lines;
  }
  put(words.relay(relay.label, writeRate(rate, number), number(connections)));
  if (domainRate !== null && busiest !== null)
    put(words.domainRate(writeRate(domainRate, number), busiest.domain, number(busiest.mails)));
  const minutes = Math.ceil(estimateSeconds(errand) / 60);
  const say = isHeldUp(errand) ? words.durationOfDomain : words.duration;
  if (minutes > 1) put(say(number(minutes), busiest?.domain ?? ''));
  if (until !== null) put(words.until(createFormats(language, timeZone).moment(until)));
  return lines;
}

/** The line of progress. */
export function writeProgress({ text, language, out }: Context, counts: Counts): string {
  const { number } = createFormats(language, 'UTC');
  const held = counts.domains?.waiting ?? 0;
  const left = counts.secondsLeft === null ? null : Math.ceil(counts.secondsLeft);
  const words = {
    accepted: number(counts.accepted),
    total: number(counts.selected),
    failed: number(counts.failed),
    retrying: number(counts.retrying),
    uncertain: number(counts.uncertain),
    held: held === 0 ? null : number(held),
    rate: number(Math.round(counts.perSecond * 60)),
    left: left === null ? '…' : writeTimeLeft(left),
  };
  const { secondsPaused } = counts;
  const say = (line: string): string =>
    secondsPaused > 0 ? text.mail.paused(line, number(Math.ceil(secondsPaused))) : line;
  const whole = say(text.mail.progress(words));
  // One line has to stay one line to be drawn over itself.
  const fits = !out.live || measureWidth(whole) < out.columns;
  return fits ? whole : say(text.mail.progressBrief(words));
}

/** `1:05`, or with hours `2:01:05`. */
function writeTimeLeft(seconds: number): string {
  const pad = (part: number): string => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = pad(seconds % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** What happened, and what to do next. */
export function renderSummary(
  { text, out, language }: Context,
  summary: Summary,
  { errand, recovered, timeZone }: { errand: Errand; recovered: number; timeZone: string },
): string[] {
  const words = text.mail;
  const { relay } = errand.means;
  const { number, moment } = createFormats(language, timeZone);
  const waiting = summary.remaining - summary.retrying;
  const all: [string, number][] = [
    [relay.kind === 'folder' ? words.outcomes.written : words.outcomes.accepted, summary.accepted],
    [words.outcomes.failed, summary.failed],
    [words.outcomes.retrying, summary.retrying],
    [words.outcomes.uncertain, summary.uncertain],
    [words.outcomes.withdrawn, summary.withdrawn],
    [words.outcomes.remaining, waiting],
  ];
  const rows = all.filter(([, count], index) => index === 0 || count > 0);
  const lines = renderTable(
    [
      { title: words.outcome, value: ([outcome]) => outcome },
      { title: words.count, value: ([, count]) => number(count), align: 'right' },
    ],
    rows,
    out.columns,
    out.style.strong,
  );
  const next: string[] = [];
  const delayed = summary.domains?.delayed ?? 0;
  if (delayed > 0 && errand.means.domainRate !== null)
    next.push(words.delayed(number(delayed), writeRate(errand.means.domainRate, number)));
  if (recovered > 0) next.push(words.recovered(number(recovered)));
  if (summary.failed > 0) next.push(words.next.failed);
  if (summary.uncertain > 0) next.push(words.next.uncertain);
  if (summary.nextDue !== null)
    next.push(
      words.next.retrying(moment(Math.ceil(summary.nextDue / MINUTE_MS) * MINUTE_MS), errand.rest),
    );
  else if (waiting > 0 || errand.plan.later > 0) next.push(words.next.remaining(errand.rest));
  if (next.length === (delayed > 0 ? 1 : 0)) next.push(out.style.good(words.next.done));
  return [...lines, '', ...next.flatMap((line) => wrap(line, out.columns, '  '))];
}
