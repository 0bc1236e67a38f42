import { area, elsewhere, familyNames, givenNames, streets } from './names.ts';

/** A booking as the collapsed portal knows it. Times are local, `YYYY-MM-DD HH:MM`. */
export interface PortalBooking {
  number: string;
  familyName: string;
  givenName: string;
  birthDate: string;
  email: string;
  phone: string;
  street: string;
  postalCode: string;
  city: string;
  contingent: string;
  slot: string;
  bookedAt: string;
  /** The portal's claim; empty: it does not say. */
  confirmationSent: string;
}

export interface PortalPlan {
  bookings: number;
  /** How many of them the portal sent no mail for. */
  missing: number;
  contingents: readonly { name: string; from: number }[];
  day: string;
  /** More than so many are never given to one window of one contingent. */
  perWindow: number;
  /** The portal's number of the first one. */
  firstNumber: number;
  seed: number;
}

/** The same numbers for the same seed, on every machine (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * A day of bookings as they were: people alone, families that share address, phone and mailbox,
 * people who tried several times and hold several appointments, some from out of the area, some
 * without an address to write to. Deterministic; every person is invented.
 */
export function inventBookings(plan: PortalPlan): PortalBooking[] {
  const random = createRandom(plan.seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const bookings: PortalBooking[] = [];
  const free = freeWindows(plan, pick);
  while (bookings.length < plan.bookings) {
    const household = inventHousehold(random, pick);
    // Every sixteenth household pressed the button again and again.
    const tries = random(16) === 0 ? 2 + random(2) : 1;
    for (let attempt = 0; attempt < tries; attempt++) {
      for (const person of household) {
        if (bookings.length === plan.bookings) break;
        const index = bookings.length;
        const { contingent, slot, hour } = free(index);
        const bookedAt = `${plan.day} ${String(hour).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}`;
        const number = `SP${String(plan.firstNumber + index)}`;
        bookings.push({
          ...person,
          number,
          contingent,
          slot,
          bookedAt,
          confirmationSent: bookedAt,
        });
      }
    }
  }
  return withoutMails(bookings, plan.missing, random);
}

// Windows are taken from the early ones on, as people do, a few of each quarter hour.
function freeWindows(
  plan: PortalPlan,
  pick: <T>(list: readonly T[]) => T,
): (index: number) => { contingent: string; slot: string; hour: number } {
  const taken = new Map<string, number>();
  return (index) => {
    for (;;) {
      const { name, from } = plan.contingents[index % plan.contingents.length] ?? {
        name: '',
        from: 8,
      };
      const quarter = pick(Array.from({ length: 28 }, (_, at) => at));
      const time = `${String(7 + Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
      const key = `${name} ${time}`;
      const seats = taken.get(key) ?? 0;
      if (seats >= plan.perWindow) continue;
      taken.set(key, seats + 1);
      return { contingent: name, slot: `2021-06-20 ${time}`, hour: from + (index % 3) };
    }
  };
}

type Invented = Omit<
  PortalBooking,
  'number' | 'contingent' | 'slot' | 'bookedAt' | 'confirmationSent'
>;

function inventHousehold(
  random: (below: number) => number,
  pick: <T>(list: readonly T[]) => T,
): Invented[] {
  const size = 1 + (random(3) === 0 ? 1 + random(3) : 0);
  const familyName = pick(familyNames);
  const [postalCode, city] = pick(random(30) === 0 ? elsewhere : area);
  const street = `${pick(streets)} ${1 + random(90)}`;
  // Numbers of the Bundesnetzagentur's range for films: nobody is reached there.
  const phone = random(8) === 0 ? '' : `0171 39200${String(random(100)).padStart(2, '0')}`;
  const first = pick(givenNames);
  const email =
    random(25) === 0
      ? ''
      : `${toAscii(first)}.${toAscii(familyName)}${1 + random(99)}@post.example`;
  return Array.from({ length: size }, (_, at) => {
    const year = 1935 + random(70);
    const birthDate = `${year}-${String(1 + random(12)).padStart(2, '0')}-${String(1 + random(28)).padStart(2, '0')}`;
    const givenName = at === 0 ? first : pick(givenNames.filter((name) => name !== first));
    return { familyName, givenName, birthDate, email, phone, street, postalCode, city };
  });
}

function toAscii(name: string): string {
  const spelled = name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue');
  const folded = spelled.replaceAll('ß', 'ss').normalize('NFD');
  return folded.replace(/[^a-z]/g, '');
}

function withoutMails(
  bookings: PortalBooking[],
  missing: number,
  random: (below: number) => number,
): PortalBooking[] {
  const reachable = bookings.filter((booking) => booking.email !== '');
  for (let left = Math.min(missing, reachable.length); left > 0; left--) {
    const [booking] = reachable.splice(random(reachable.length), 1);
    if (booking) booking.confirmationSent = 'nein';
  }
  return bookings;
}

const HEADER =
  'Buchungsnummer;Nachname;Vorname;Geburtsdatum;E-Mail;Telefon;Straße;PLZ;Ort;Kontingent;Termin;Status;Gebucht am;Bestätigung gesendet';

/** The portal's export: semicolons, CRLF, German dates. */
export function writeExport(bookings: readonly PortalBooking[]): string {
  const lines = bookings.map((booking) =>
    [
      booking.number,
      booking.familyName,
      booking.givenName,
      toGerman(booking.birthDate),
      booking.email,
      booking.phone,
      booking.street,
      booking.postalCode,
      booking.city,
      booking.contingent,
      toGerman(booking.slot),
      'verbindlich',
      toGerman(booking.bookedAt),
      toGerman(booking.confirmationSent),
    ].join(';'),
  );
  return `${[HEADER, ...lines].join('\r\n')}\r\n`;
}

function toGerman(time: string): string {
  return time.replace(/^(\d{4})-(\d{2})-(\d{2})/, '$3.$2.$1');
}
