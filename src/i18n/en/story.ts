export const story = {
  promised: (moment: string) => `promised ${moment}`,
  promisedSometime: 'promised',
  portal_sent: (moment: string) => `the portal claims to have sent the mail ${moment}`,
  portalSentSometime: 'the portal claims to have sent the mail',
  portal_not_sent: 'the portal says it sent no mail',
  prepared: (moment: string) => `prepared by us ${moment}, not tried yet`,
  withdrawn: (moment: string) => `our mail of ${moment} was withdrawn: the booking had changed`,
  attempt: (moment: string, outcome: string, count: number) =>
    count === 1
      ? `sent by us ${moment}: ${outcome}`
      : `sent by us, attempt ${count} ${moment}: ${outcome}`,
  folder: (moment: string) => `written into a folder ${moment}, received by nobody`,
  quoted: (words: string) => ` (“${words}”)`,
  delivered: (moment: string) => `delivered ${moment}`,
  deferred: (moment: string) => `put off by the recipient’s server ${moment}`,
  bounced: (moment: string, reason: string) => `came back ${moment}: ${reason}`,
  groups: {
    missing: (count: string) => `${count} × never sent by us`,
    queued: (count: string) => `${count} × waiting to be sent`,
    failed: (count: string) => `${count} × refused by the relay`,
    bounced: (count: string, reason: string) => `${count} × came back: ${reason}`,
    uncertain: (count: string) => `${count} × uncertain: the connection was lost in the middle`,
    none_possible: (count: string) => `${count} × no e-mail address`,
    accepted: (count: string) => `${count} × accepted, as far as is known`,
    delivered: (count: string) => `${count} × delivered`,
  },
  named: (kind: string, words: string) => `${kind} ${words}`,
  outdated: (count: string) => `${count} × told an appointment that is no longer theirs`,
  unreachable: (count: string) => `${count} × no e-mail address, not contacted yet`,
  todo: {
    missing: 'slotdesk mail resend --missing',
    queued: 'slotdesk mail resend --missing',
    failed:
      'mend the address, then slotdesk mail resend REFERENCE; else slotdesk mail letters -o FILE',
    uncertain:
      'slotdesk mail evidence /var/log/mail.log settles it; else slotdesk mail resend --missing --retry-uncertain',
    none_possible: 'slotdesk mail letters -o FILE',
    accepted: '',
    delivered: '',
  },
  todoBounced: {
    mailbox_full: 'try again in a day: slotdesk mail resend REFERENCE; or call',
    unknown_user:
      'mend the address, then slotdesk mail resend REFERENCE; else slotdesk mail letters -o FILE',
    domain_gone:
      'mend the address, then slotdesk mail resend REFERENCE; else slotdesk mail letters -o FILE',
    spam: 'ask who runs the relay before sending again; else slotdesk mail letters -o FILE',
    named: (kind: string, words: string) => `${kind} ${words}`,
    outdated: (count: string) => `${count} × told an appointment that is no longer theirs`,
    unreachable: 'try again in a day: slotdesk mail resend REFERENCE; or call',
    other:
      'slotdesk mail show REFERENCE says more; then slotdesk mail resend REFERENCE or slotdesk mail letters -o FILE',
  },
};
