import { counted } from '../counted.ts';
interface ProgressWords {
  accepted: string;
  total: string;
  failed: string;
  retrying: string;
  uncertain: string;
  /** How many wait for their domain's rate; `null`: none. */
  held: string | null;
  rate: string;
  left: string;
}

export const mail = {
  states: {
    missing: 'missing',
    queued: 'queued',
    accepted: 'accepted',
    delivered: 'delivered',
    bounced: 'bounced',
    failed: 'failed',
    uncertain: 'uncertain',
    none_possible: 'none possible',
  },
  messageStates: {
    queued: 'queued',
    claimed: 'in hand',
    sending: 'being sent',
    accepted: 'accepted',
    failed: 'failed',
    uncertain: 'uncertain',
    cancelled: 'withdrawn',
  },
  evidences: {
    none: 'nothing speaks for a mail',
    portal: 'the portal claims to have sent it',
    portal_not_sent: 'the portal says it sent none',
    own_sending: 'our own sending',
    folder: 'written into a folder, received by nobody',
    relay_log: 'the relay’s log or a delivery report',
    no_address: 'there is no e-mail address',
    outdated: 'the last they were told was another appointment',
  },
  reference: 'Reference',
  name: 'Name',
  recipient: 'To',
  state: 'State',
  at: 'When',
  reply: 'Answer',
  nobodyMissing: 'Nobody’s confirmation is missing.',
  noMail: 'No mail fits.',
  asked: (count: string, relay: string) => `Mails to send over ${relay}: ${count}. Go ahead?`,
  plan: {
    fresh: (count: string) => `Prepared anew: ${count}`,
    rewritten: (count: string) => `Written anew, for what they say has changed: ${count}`,
    waiting: (count: string) => `Waiting from an earlier run: ${count}`,
    retried: (count: string) => `Sent once more although their fate is uncertain: ${count}`,
    again: (count: string) => `Among them for people who had a confirmation before: ${count}`,
    skipped: (count: string) => `Left out: ${count}`,
    doubtful: (count: string) =>
      `To addresses with umlauts before the @, which most servers refuse: ${count}`,
    obsolete: (count: string) => `Withdrawn, for nobody needs them any more: ${count}`,
    later: (count: string) => `Left for a later run (--limit): ${count}`,
    relay: (relay: string, rate: string, connections: string) =>
      `Relay ${relay}, at most ${rate}, ${counted(connections, 'connection', 'connections')}.`,
    folder: (folder: string) =>
      `The mails are written into the folder ${folder}; nobody receives them. Set mail.relay to send.`,
    domainRate: (rate: string, domain: string, mails: string) =>
      `To one domain at most ${rate}; most go to ${domain}: ${mails}.`,
    duration: (minutes: string) => `That takes about ${counted(minutes, 'minute', 'minutes')}.`,
    durationOfDomain: (minutes: string, domain: string) =>
      `That takes about ${counted(minutes, 'minute', 'minutes')}, because of ${domain}.`,
    until: (moment: string) => `It ends at ${moment}; what is left then waits for the next run.`,
    nothing: 'There is nothing to send.',
    dryRun: 'Dry run: nothing was stored, nothing was sent.',
  },
  skips: {
    cancelled: 'the booking is cancelled',
    no_address: 'there is no e-mail address',
    uncertain: 'the fate of an earlier mail is uncertain (--retry-uncertain sends it again)',
    unusable_address: 'the address cannot be written to',
    not_cancelled: 'the booking is not cancelled',
    had_it: 'they have had this mail',
  },
  progress: (line: ProgressWords) =>
    `${line.accepted}/${line.total} accepted, ${line.failed} failed, ${line.retrying} retrying, ${line.uncertain} uncertain, ${line.held === null ? '' : `${line.held} held back for their domain, `}${line.rate}/min, ${line.left} left`,
  progressBrief: (line: ProgressWords) =>
    `${line.accepted}/${line.total} acc., ${line.failed} failed, ${line.retrying} retry, ${line.uncertain} unc., ${line.held === null ? '' : `${line.held} held, `}${line.rate}/min, ${line.left} left`,
  paused: (line: string, seconds: string) => `The relay asks for ${seconds} s: ${line}`,
  delayed: (count: string, rate: string) =>
    `Mails that had to wait because their domain gets at most ${rate}: ${count}`,
  composing: (done: string, total: string) => `${done}/${total} written`,
  draining: 'Finishing what is on its way; once more Ctrl-C cuts it off …',
  recovered: (count: string) =>
    `An earlier run was cut off. Mails whose fate is uncertain since, and that are not sent again by themselves: ${count}`,
  outcome: 'Outcome',
  count: 'Mails',
  outcomes: {
    accepted: 'accepted by the relay',
    written: 'written into the folder',
    failed: 'failed',
    retrying: 'refused for now, to be tried again',
    uncertain: 'uncertain',
    withdrawn: 'withdrawn: the booking has changed',
    remaining: 'still waiting',
  },
  next: {
    remaining: (command: string) => `The rest: ${command}`,
    retrying: (moment: string, command: string) => `The next try is due ${moment}: ${command}`,
    failed: 'Who and why: slotdesk mail list --state failed',
    uncertain:
      'What became of the uncertain ones: slotdesk mail evidence /var/log/mail.log; who they are: slotdesk mail list --state uncertain',
    done: 'All of them are done.',
  },
  tested: (address: string, relay: string) => `A test mail to ${address} was handed to ${relay}.`,
  testFile: (file: string) => `A test mail was written to ${file}; nobody receives it.`,
  previewed: (file: string) => `Written to ${file}.`,
  subject: 'Subject',
  askPassword: (relay: string) => `Password for ${relay}`,
  passwordFromEnvironment:
    'The password came from the environment, where other processes may read it; a password file is safer.',
};
