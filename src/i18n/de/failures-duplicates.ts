import type { duplicateFailures as english } from '../en/failures-duplicates.ts';

export const duplicateFailures: typeof english = {
  case_unknown: ({ case: id }) => ({
    message: `Es gibt keinen Fall ${id}.`,
    hint: '„slotdesk duplicate list“ zeigt die offenen.',
  }),
  case_member_unknown: ({ case: id, reference, members }) => ({
    message: `„${reference}“ ist keine Buchung von Fall ${id}.`,
    hint: `Behalten werden kann eine von diesen: ${members.join(', ')}`,
  }),
  case_decided: ({ case: id, state }) => ({
    message: `Fall ${id} ist schon ${state === 'resolved' ? 'gelöst' : 'verworfen'}.`,
    hint: `Zurücknehmen: slotdesk duplicate undo ${id}`,
  }),
  case_stale: ({ case: id }) => ({
    message: `Fall ${id} ist überholt: Eine seiner Buchungen hat sich geändert oder gilt nicht mehr als von derselben Person.`,
    hint: 'Neu suchen: slotdesk duplicate find',
  }),
  case_changed: ({ case: id }) => ({
    message: `Fall ${id} ist nicht mehr, wie er gezeigt wurde; nichts wurde storniert.`,
    hint: `Noch einmal ansehen: slotdesk duplicate show ${id}`,
  }),
  case_undecided: ({ case: id, state }) => ({
    message: `An Fall ${id} ist nichts zurückzunehmen: Er ist ${state === 'open' ? 'offen' : 'überholt'}.`,
    hint: 'Was entschieden wurde: slotdesk duplicate list --state resolved,dismissed',
  }),
  case_seats_gone: ({ case: id, references, window, nearest }) => ({
    message: `Fall ${id} kann nicht zurückgenommen werden: Den Platz von ${references.join(', ')}${window === null ? '' : ` um ${window}`} hat inzwischen jemand anders; nichts wurde geändert.`,
    hint:
      nearest.length === 0
        ? 'In keinem Zeitfenster ist ein Platz frei. Mehr Plätze: slotdesk slot resize'
        : `Plätze sind frei um ${nearest.join(', ')}: Dort neu buchen mit slotdesk booking add`,
  }),
  booking_kept: ({ reference, case: id }) => ({
    message: `${reference} kann hier nicht storniert werden: Dieser Termin wurde für Fall ${id} behalten.`,
    hint: `${reference} auch hier behalten, oder erst Fall ${id} zurücknehmen: slotdesk duplicate undo ${id}`,
  }),
};
