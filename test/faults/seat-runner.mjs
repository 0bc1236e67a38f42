// One process of the race for seats, to be killed: <built src> <campaign file> <what it does> <seconds>
const [built, file, role, seconds] = process.argv.slice(2);
const { openDatabase } = await import(`${built}/database/open.js`);
const { book } = await import(`${built}/bookings/book.js`);
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
