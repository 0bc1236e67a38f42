import type { FailureFacts } from '../../failure.ts';
import type { seatFailures as english } from '../en/failures-seats.ts';

const maybe = (near: string | null): string => (near === null ? '' : ` War „${near}“ gemeint?`);
const list = (names: readonly string[]): string => names.map((name) => `„${name}“`).join(', ');
const seats = (count: number): string => (count === 1 ? 'ein Platz' : `${count} Plätze`);
const channelNames = { portal: 'Portal', phone: 'Telefon', onsite: 'Vor Ort' };

const closedStates: Record<
  FailureFacts['contingent_closed']['state'],
  (opens: string | null) => string
> = {
  scheduled: (opens) =>
    `ist noch nicht offen${opens === null ? '' : `; die Freischaltzeit ist ${opens}`}`,
  held: () => 'wird zurückgehalten',
  closed: () => 'ist geschlossen',
};

/** Die Absagen zu Kontingenten, Zeitfenstern und Plätzen. */
export const seatFailures: typeof english = {
  contingent_unknown: ({ name, nearest }) => ({
    message: `Ein Kontingent „${name}“ gibt es nicht.${maybe(nearest)}`,
    hint: '„slotdesk contingent list“ zeigt alle.',
  }),
  contingent_ambiguous: ({ name, candidates }) => ({
    message: `„${name}“ kann ${list(candidates)} sein.`,
    hint: 'Den ganzen Namen schreiben.',
  }),
  contingent_exists: ({ name }) => ({
    message: `Ein Kontingent „${name}“ gibt es schon.`,
    hint: 'Einen anderen Namen wählen; „slotdesk contingent list“ zeigt die vorhandenen.',
  }),
  contingent_closed: ({ name, state, opens_at }) => ({
    message: `„${name}“ ${closedStates[state](opens_at)}.`,
    hint: `Ein anderes Kontingent wählen oder es jetzt freischalten: slotdesk contingent open "${name}"`,
  }),
  contingent_booked: ({ name, bound }) => ({
    message: `„${name}“ kann nicht geschlossen werden: ${bound === 1 ? 'Ein Platz davon ist' : `${bound} Plätze davon sind`} vergeben.`,
    hint: `Damit niemand mehr dazukommt: slotdesk contingent hold "${name}". Zum Schließen erst stornieren oder umbuchen.`,
  }),
  standby_gated: ({ name, free }) => ({
    message: `„${name}“ ist für Nachrücker, und in den regulären Kontingenten ${free === 1 ? 'ist noch ein Platz' : `sind noch ${free} Plätze`} frei.`,
    hint: `Es öffnet, sobald die vergeben sind, oder sofort mit: slotdesk contingent open "${name}" --override --why "…"`,
  }),
  channel_reserved: ({ name, channel, channels }) => ({
    message: `„${name}“ ist dem Kanal ${channels.map((one) => channelNames[one]).join(', ')} vorbehalten; diese Buchung kommt über ${channelNames[channel]}.`,
    hint: `Ein anderes Kontingent wählen oder die Restplätze abgeben: slotdesk contingent release "${name}" --into …`,
  }),
  slot_unknown: ({ slot }) => ({
    message: `Ein Zeitfenster „${slot}“ gibt es hier nicht.`,
    hint: '„slotdesk slot list“ zeigt alle mit ihren Nummern.',
  }),
  slot_ambiguous: ({ slot, candidates }) => ({
    message: `„${slot}“ kann Zeitfenster ${candidates.join(', ')} sein.`,
    hint: 'Seine Nummer angeben oder mit --contingent das Kontingent.',
  }),
  window_unknown: ({ value, nearest }) => ({
    message: `Um ${value} beginnt kein Zeitfenster. Das nächste beginnt um ${nearest}.`,
    hint: '„slotdesk slot list“ zeigt alle Zeitfenster.',
  }),
  window_outside: ({ value, from, to }) => ({
    message: `${value} liegt außerhalb der Aktion; ihre Zeitfenster liegen zwischen ${from} und ${to}.`,
    hint: 'Ein Zeitfenster in dieser Zeit wählen; bei einem anderen Tag das Datum dazuschreiben.',
  }),
  window_off_campaign: ({ value, from, to }) => ({
    message: `Ein Zeitfenster um ${value} läge außerhalb der Aktion, die vom ${from} bis zum ${to} geht.`,
    hint: 'Das Datum prüfen. Wenn die Aktion länger geht: slotdesk config set campaign.last-date DATUM',
  }),
  window_empty: ({ from, to }) => ({
    message: `Die Zeitfenster würden enden (${to}), bevor sie beginnen (${from}).`,
    hint: '--to muss nach --from liegen; bei einem anderen Tag das Datum dazuschreiben.',
  }),
  window_uneven: ({ from, to, every }) => ({
    message: `Von ${from} bis ${to} geht nicht in Zeitfenster von ${every} auf: Das letzte wäre kürzer.`,
    hint: '--to oder --every ändern.',
  }),
  sold_out: ({ contingent, window, near }) => ({
    message: `Ausgebucht: Kein Platz ist frei${window === null ? '' : ` um ${window}`}${contingent === null ? '' : ` in „${contingent}“`}.`,
    hint:
      near.length === 0
        ? 'Was anderswo frei ist: slotdesk slot list --free'
        : `Die nächsten freien Zeitfenster: ${near.join(', ')}`,
  }),
  seats_held: ({ slot, contingent, capacity, bound, held }) => ({
    message: `Zeitfenster ${slot} (${contingent}) kann nicht auf ${capacity === 1 ? 'einen Platz' : `${capacity} Plätze`} verkleinert werden: ${bound} sind vergeben, ${held} am Telefon vorgemerkt.`,
    hint: 'Ein vorgemerkter Platz ist binnen zehn Minuten gebucht oder wieder frei; dann noch einmal versuchen.',
  }),
  seats_bound: ({ slot, contingent, capacity, bound }) => ({
    message: `Zeitfenster ${slot} (${contingent}) kann nicht auf ${capacity === 1 ? 'einen Platz' : `${capacity} Plätze`} verkleinert werden: ${bound} sind vergeben.`,
    hint: `Mindestens ${bound} müssen bleiben. Für weniger erst stornieren oder umbuchen: slotdesk slot show ${slot}`,
  }),
  seats_not_free: ({ names, wanted, free }) => ({
    message: `${list(names)}: ${seats(wanted)} sollten freigegeben werden, aber nur ${free} ${free === 1 ? 'ist' : 'sind'} dort frei.`,
    hint: `--seats ${free} nehmen, oder --seats weglassen, um alle freien freizugeben.`,
  }),
  nothing_to_release: ({ names }) => ({
    message: `${list(names)}: Kein Platz ist frei, der sich freigeben ließe.`,
    hint: 'Was wo frei ist: slotdesk contingent list',
  }),
  release_into_itself: ({ names }) => ({
    message: `${list(names)}: Plätze können nicht dorthin, wo sie schon sind.`,
    hint: 'Mit --into ein anderes Kontingent nennen, oder --anytime für sein Zeitfenster ohne Uhrzeit.',
  }),
  release_unknown: ({ number }) => ({
    message: `Eine Freigabe ${number} gibt es nicht.`,
    hint: 'Ihre Nummer stand da, als die Plätze freigegeben wurden.',
  }),
  release_undone: ({ number, by }) => ({
    message: `Freigabe ${number} wurde schon zurückgenommen, durch Freigabe ${by}.`,
    hint: `Um dieselben Plätze wieder freizugeben: slotdesk contingent release --undo ${by}`,
  }),
  release_booked: ({ number, seats: all, missing }) => ({
    message: `Freigabe ${number} lässt sich nicht zurücknehmen: ${missing === 1 ? 'Einer' : missing} ihrer ${all} Plätze ${missing === 1 ? 'wurde' : 'wurden'} seither vergeben oder verschoben.`,
    hint: `Zurückholen, was noch frei ist: slotdesk contingent release … --into … --seats ${Math.max(0, all - missing)}`,
  }),
  person_missing: () => ({
    message: 'Es ist niemand genannt.',
    hint: 'Wenigstens --family-name angeben.',
  }),
  booking_cancelled: ({ reference }) => ({
    message: `Die Buchung ${reference} ist schon storniert.`,
    hint: `Sie ansehen: slotdesk booking show ${reference}`,
  }),
};
