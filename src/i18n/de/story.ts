import type { Text } from '../text.ts';

export const story: Text['story'] = {
  promised: (moment) => `zugesagt ${moment}`,
  promisedSometime: 'zugesagt',
  portal_sent: (moment) => `das Portal behauptet, die Mail gesandt zu haben, ${moment}`,
  portalSentSometime: 'das Portal behauptet, die Mail gesandt zu haben',
  portal_not_sent: 'das Portal sagt, es habe keine Mail gesandt',
  prepared: (moment) => `von uns vorbereitet ${moment}, noch kein Versuch`,
  withdrawn: (moment) =>
    `unsere Mail von ${moment} wurde zurückgezogen: die Buchung hatte sich geändert`,
  attempt: (moment, outcome, count) =>
    count === 1
      ? `von uns gesandt ${moment}: ${outcome}`
      : `von uns gesandt, Versuch ${count} ${moment}: ${outcome}`,
  folder: (moment) => `in einen Ordner geschrieben ${moment}, niemand hat sie bekommen`,
  quoted: (words) => ` („${words}“)`,
  delivered: (moment) => `zugestellt ${moment}`,
  deferred: (moment) => `vom Server der Person aufgeschoben ${moment}`,
  bounced: (moment, reason) => `zurückgekommen ${moment}: ${reason}`,
  groups: {
    missing: (count) => `${count} × von uns nie gesandt`,
    queued: (count) => `${count} × wartet auf das Senden`,
    failed: (count) => `${count} × vom Relay abgelehnt`,
    bounced: (count, reason) => `${count} × zurückgekommen: ${reason}`,
    uncertain: (count) => `${count} × ungewiss: die Verbindung brach mittendrin ab`,
    none_possible: (count) => `${count} × keine E-Mail-Adresse`,
    accepted: (count) => `${count} × angenommen, soweit bekannt`,
    delivered: (count) => `${count} × zugestellt`,
  },
  named: (kind, words) => `${kind} ${words}`,
  outdated: (count) => `${count} × zuletzt ein anderer Termin mitgeteilt`,
  unreachable: (count) => `${count} × keine E-Mail-Adresse, noch nicht erreicht`,
  todo: {
    missing: 'slotdesk mail resend --missing',
    queued: 'slotdesk mail resend --missing',
    failed:
      'Adresse ausbessern, dann slotdesk mail resend VORGANGSNUMMER; sonst slotdesk mail letters -o DATEI',
    uncertain:
      'slotdesk mail evidence /var/log/mail.log klärt es; sonst slotdesk mail resend --missing --retry-uncertain',
    none_possible: 'slotdesk mail letters -o DATEI',
    accepted: '',
    delivered: '',
  },
  todoBounced: {
    mailbox_full: 'in einem Tag noch einmal: slotdesk mail resend VORGANGSNUMMER; oder anrufen',
    unknown_user:
      'Adresse ausbessern, dann slotdesk mail resend VORGANGSNUMMER; sonst slotdesk mail letters -o DATEI',
    domain_gone:
      'Adresse ausbessern, dann slotdesk mail resend VORGANGSNUMMER; sonst slotdesk mail letters -o DATEI',
    spam: 'vor dem nächsten Senden fragen, wer das Relay betreibt; sonst slotdesk mail letters -o DATEI',
    named: (kind, words) => `${kind} ${words}`,
    outdated: (count) => `${count} × zuletzt ein anderer Termin mitgeteilt`,
    unreachable: 'in einem Tag noch einmal: slotdesk mail resend VORGANGSNUMMER; oder anrufen',
    other:
      'slotdesk mail show VORGANGSNUMMER sagt mehr; dann slotdesk mail resend VORGANGSNUMMER oder slotdesk mail letters -o DATEI',
  },
};
