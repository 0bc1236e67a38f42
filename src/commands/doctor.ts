import type { Command } from 'commander';
import { verifyAudit } from '../audit/verify.ts';
import { checkSearch, type SearchFinding } from '../bookings/search-check.ts';
import { countPending } from '../bookings/search-storage.ts';
import { inspectCampaign, type Campaign } from '../campaign/campaign.ts';
import {
  checkConfirmations,
  checkTallies,
  type ConfirmationFinding,
  type TallyFinding,
} from '../confirmations/check.ts';
import {
  checkHolds,
  checkOverbooked,
  checkSeatAccounts,
  checkSeatSum,
  type HeldFinding,
  type OverbookedFinding,
  type SlotFinding,
  type SumFinding,
} from '../contingents/check.ts';
import type { Context } from '../context.ts';
import {
  checkFileMode,
  checkIntegrity,
  checkSchema,
  type FileFinding,
} from '../database/inspect.ts';
import { toDatabaseFailure } from '../database/errors.ts';
import { exitCodes, Failure, unreachable } from '../failure.ts';
import type { Text } from '../i18n/text.ts';
import { describeFailure } from '../i18n/describe-failure.ts';
import { wrap } from '../terminal/width.ts';
import { probeRelay } from '../mail/probe.ts';
import { askPassword } from './mail/password.ts';
import { chooseRelay } from './mail/settings.ts';

interface Options {
  full?: boolean;
  relay: boolean;
}

type Finding =
  | FileFinding
  | SlotFinding
  | SumFinding
  | HeldFinding
  | OverbookedFinding
  | TallyFinding
  | ConfirmationFinding
  | SearchFinding
  | { code: 'audit_line'; line: number }
  | { code: 'relay'; failure: Failure };

interface Check {
  check: keyof Text['overview']['checks'];
  findings: Finding[];
  remark?: string;
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands.doctor;
  return command.option('--full', options.full).option('--no-relay', options.noRelay);
}

export async function run(context: Context, options: Options): Promise<number> {
  // Before it is opened: SQLite would put files beside it.
  const files = checkFileMode(context.file);
  const campaign = inspectCampaign(context.file);
  try {
    const checks = checkFile(context, campaign, files, options.full === true);
    const sound = checks.every(({ findings }) => findings.length === 0);
    if (options.relay) checks.push(await checkRelay(context, campaign));
    report(context, checks);
    if (!sound) return exitCodes.database_unsound;
    const relay = checks
      .flatMap(({ findings }) => findings)
      .find((finding) => finding.code === 'relay');
    return relay === undefined ? 0 : exitCodes[relay.failure.code];
  } finally {
    campaign.database.close();
  }
}

function checkFile(
  { text }: Context,
  { database, file }: Campaign,
  files: FileFinding[],
  full: boolean,
): Check[] {
  const checks: Check[] = [
    { check: 'file', findings: files },
    { check: 'schema', findings: checkSchema(database) },
  ];
  const add = (check: Check['check'], find: () => Finding[]): void => {
    checks.push({ check, findings: orDamaged(file, find) });
  };
  add('integrity', () => checkIntegrity(database, full));
  add('seats', () => [
    ...checkSeatAccounts(database),
    ...checkSeatSum(database),
    ...checkOverbooked(database),
    ...checkHolds(database),
  ]);
  add('tallies', () => checkTallies(database));
  add('confirmations', () => checkConfirmations(database));
  let pending = 0;
  add('search', () => {
    pending = countPending(database);
    return checkSearch(database);
  });
  const search = checks.at(-1);
  if (search && pending > 0) search.remark = text.overview.pending(String(pending));
  let entries = 0;
  add('audit', () => {
    const audit = verifyAudit(database);
    entries = audit.entries;
    return audit.firstBad === null ? [] : [{ code: 'audit_line', line: audit.firstBad }];
  });
  const audit = checks.at(-1);
  if (audit) audit.remark = text.overview.entries(String(entries));
  return checks;
}

// A damaged page must not end the check: the other accounts are still worth reading.
function orDamaged(file: string, find: () => Finding[]): Finding[] {
  try {
    return find();
  } catch (error) {
    if (toDatabaseFailure(error, file) === null) throw error;
    return [{ code: 'damaged', detail: error instanceof Error ? error.message : '' }];
  }
}

async function checkRelay(context: Context, campaign: Campaign): Promise<Check> {
  const fault = await probe(context, campaign);
  if (fault instanceof Failure)
    return { check: 'relay', findings: [{ code: 'relay', failure: fault }] };
  return { check: 'relay', findings: [], remark: context.text.overview.relayOk(fault) };
}

/** What keeps the relay from taking mails, else how it is called. */
async function probe(context: Context, campaign: Campaign): Promise<Failure | string> {
  try {
    const relay = chooseRelay(context, campaign, undefined);
    return (await probeRelay(relay, await askPassword(context, relay))) ?? relay.label;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function report({ out, text }: Context, checks: Check[]): void {
  const { style } = out;
  const words = text.overview;
  const document = checks.map(({ check, findings }) => ({
    check,
    ok: findings.length === 0,
    findings: findings.map((finding) =>
      finding.code === 'relay' ? { code: finding.failure.code, ...finding.failure.facts } : finding,
    ),
  }));
  out.result({ ok: document.every(({ ok }) => ok), checks: document }, () => {
    const width = Math.max(...checks.map(({ check }) => words.checks[check].length));
    return checks.flatMap(({ check, findings, remark }) => {
      const name = words.checks[check].padEnd(width);
      if (findings.length === 0) {
        return [
          `${style.good('✓')} ${name}  ${words.ok}${remark === undefined ? '' : `: ${remark}`}`,
        ];
      }
      return findings.flatMap((finding) => {
        const lines = wrap(say(text, finding), out.columns - width - 4);
        return lines.map((line, at) =>
          at === 0 ? `${style.bad('✗')} ${name}  ${line}` : ' '.repeat(width + 4) + line,
        );
      });
    });
  });
}

function say(text: Text, finding: Finding): string {
  const words = text.overview.findings;
  switch (finding.code) {
    case 'readable_by_others':
      return words.readable_by_others(finding.file);
    case 'not_writable':
      return words.not_writable(finding.file);
    case 'older_schema':
      return words.older_schema(finding.version, finding.known);
    case 'damaged':
      return words.damaged(finding.detail);
    case 'slot_account':
      return words.slot_account(finding.slot, finding.kept, finding.counted);
    case 'seat_sum':
      return words.seat_sum(finding.expected, finding.counted);
    case 'slot_overbooked':
      return words.slot_overbooked(finding.slot, finding.overbooked, finding.promises);
    case 'slot_held':
      return words.slot_held(finding.slot, finding.kept, finding.counted);
    case 'tally':
      return words.tally(finding.name, finding.kept, finding.counted);
    case 'confirmation':
      return words.confirmation(finding.count);
    case 'search_index':
      return words.search_index(finding.missing, finding.stray);
    case 'audit_line':
      return words.audit_line(finding.line);
    case 'relay': {
      const { message, hint } = describeFailure(text, finding.failure);
      return words.relay(`${message} ${hint}`);
    }
    default:
      return unreachable(finding);
  }
}
