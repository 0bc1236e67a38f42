// One process of the race for seats, to be killed: <built src> <campaign file> <what it does> <seconds>
const [built, file, role, seconds] = process.argv.slice(2);
const { openDatabase } = await import(`${built}/database/open.js`);
const { book } = await import(`${built}/bookings/book.js`);
const { cancelBookings } = await import(`${built}/bookings/cancel.js`);
const { rebookBooking } = await import(`${built}/bookings/rebook.js`);
const { holdSeat } = await import(`${built}/contingents/holds.js`);
const { releaseSeats } = await import(`${built}/contingents/release.js`);
const { resizeSlot } = await import(`${built}/contingents/resize.js`);
const { listSlots } = await import(`${built}/contingents/slots.js`);
const { Failure, exitCodes } = await import(`${built}/failure.js`);

const database = openDatabase(file, { waiting: () => undefined });
const actor = { name: role, now: () => Date.now() };
const person = { familyName: 'Muster', givenName: null, birthDate: null, email: null };
const nowhere = { phone: null, street: null, postalCode: null, city: null };
const slots = listSlots(database, {});
const any = (items) => items[Math.floor(Math.random() * items.length)];

const how = { contingent: null, channel: 'phone' };
const nobody = { ...person, ...nowhere };
const anyBooking = () =>
  any(database.prepare("SELECT reference FROM booking WHERE state = 'binding'").pluck().all());
let hold;

/** Each goes on until it was refused so often that nothing can be left. */
const roles = {
  book: () => {
    book(database, actor, 'Europe/Berlin', {
      slot: { id: any(slots).id },
      contingent: null,
      channel: 'phone',
      person: { ...person, ...nowhere },
      outsideArea: false,
      note: null,
    });
  },
  // Three seats held of which one is booked; the others are left to expire, or to be held anew.
  hold: () => {
    const slot = any(slots).id;
    const replaces = hold ?? null;
    hold = holdSeat(database, actor, 'Europe/Berlin', { slot, replaces }).id;
    if (Math.random() > 0.3) return;
    const form = { slot: { id: slot }, person: nobody, outsideArea: false, note: null, ...how };
    book(database, actor, 'Europe/Berlin', { ...form, hold });
    hold = undefined;
  },
  rebook: () => {
    const reference = anyBooking();
    if (reference === undefined) return;
    const to = { id: any(slots).id };
    rebookBooking(database, actor, 'Europe/Berlin', reference, {
      ...how,
      to,
      freedSeatsTo: null,
      dryRun: false,
    });
  },
  cancel: () => {
    const reference = anyBooking();
    if (reference === undefined) return;
    const options = { reason: 'citizen', freedSeatsTo: any([null, 1]), dryRun: false };
    cancelBookings(database, actor, [reference], options);
  },
  release: () => {
    const [from, into] = any([
      [1, 2],
      [2, 1],
    ]);
    const seats = 1 + Math.floor(Math.random() * 5);
    releaseSeats(database, actor, { from: [from], into, anytime: false, seats, slots: null });
  },
  // The first slot up and down again.
  resize: () => {
    const { id, seats } = listSlots(database, {})[0];
    resizeSlot(database, actor, id, seats + step);
    step = -step;
  },
};

let step = 1;
const end = Date.now() + 1000 * Number(seconds);
let refused = 0;
while (Date.now() < end && refused < 150) {
  try {
    roles[role]();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.exitCode = exitCodes[error.code];
    refused += 1;
  }
  // A clerk looks up now and then, so that all of them are at it at once.
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
}
database.close();
