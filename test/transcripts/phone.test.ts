import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, talk } from '../phone-session.ts';
import { openDesk, type Desk } from '../slotdesk.ts';

/** A small campaign: two windows an hour from 9 to 11, two seats each; Speyer's own postal codes. */
async function openSunday(desk: Desk, seats = 8): Promise<void> {
  const name = ['--name', 'Drive-Thru-Impfaktion', '--date', '2021-06-20'];
  await desk.run('init', ...name, '--location', 'Speyer', '--postal-code', '67346,67354');
  const windows = ['--from', '09:00', '--to', '11:00', '--every', '30m'];
  await desk.run('contingent', 'add', 'Telefon', '--seats', String(seats), ...windows);
}

const erika = ['--given-name', 'Erika', '--family-name', 'Müller', '--birth-date', '3.4.1961'];

// oxlint-disable-next-line no-explicit-any
type Listed = any[];

const list = async (desk: Desk): Promise<Listed> => (await desk.json('booking', 'list')) as Listed;

describe('a new booking', () => {
  const desk = openDesk(afterAll);
  beforeAll(async () => {
    await openSunday(desk);
    await desk.run('booking', 'add', ...erika, '--postal-code', '67346', '--city', 'Speyer');
  });

  it('takes a practised clerk no more than 12 answers, and not 80 keys', async () => {
    const clerk = call(desk, 'de');
    const turns = [
      ['Suchen oder buchen:', 'Max Muster'],
      ['Geboren:', '030461'],
      ['Telefon:', '06232 123456'],
      ['Postleitzahl:', '67346'],
      ['E-Mail:', ''],
      ['Straße und Hausnummer:', 'Am Weg 1'],
      ['Zeitfenster:', '930'],
      ['Stimmt alles?', ''],
      ['Und nun?', ''],
    ] as const;
    const said = await talk(clerk, ...turns, ['Suchen oder buchen:', 'q'], ['verlassen?', 'q']);
    expect(turns.length).toBeLessThanOrEqual(12);
    const keys = turns.reduce((sum, [, line]) => sum + line.length + 1, 0);
    expect(keys).toBeLessThan(80);

    expect(said).toContain('JETZT FREI  7 Plätze');
    expect(said).toContain('Keine Buchung passt.');
    expect(said).toContain('Vorname Max, Nachname Muster');
    expect(said).toContain('03.04.1961, 60 Jahre alt');
    expect(said).toContain('67346 Speyer: im Einzugsgebiet');
    expect(said).toContain('Gebucht für Max Muster. So., 20.06.2021, 09:30–10:00');
    expect(said).toContain('Keine E-Mail: steht auf der Briefliste');
    const { code, stdout } = await clerk.hangUp();
    expect([code, stdout]).toEqual([0, '1 gebucht, 0 storniert, 0 geändert.\n']);
    const [booking] = (await list(desk)).filter(({ person }) => person.given_name === 'Max');
    expect(booking).toMatchObject({
      state: 'binding',
      channel: 'phone',
      person: {
        family_name: 'Muster',
        birth_date: '1961-04-03',
        phone: '06232 123456',
        street: 'Am Weg 1',
        postal_code: '67346',
        city: 'Speyer',
        email: null,
      },
      slot: { starts_at: '2021-06-20T09:30:00+02:00' },
    });
    expect((await desk.run('mail', 'letters', '-o', 'letters.csv')).code).toBe(0);
  });

  it('queues one mail where there is an address, which the next run sends, once', async () => {
    const clerk = call(desk, 'en');
    const said = await talk(
      clerk,
      ['Find or book:', 'Paula Post'],
      ['Born:', '1.2.1980'],
      ['Phone:', ''],
      ['Postal code:', '67346'],
      ['E-mail:', 'paula@post.example'],
      ['Window:', ''],
      ['All right?', ''],
      ['And now?', 'o'],
      ['What is to be done?', 'm'],
      ['What is to be done?', ''],
    );
    expect(said).toContain('The confirmation to paula@post.example waits to be sent.');
    expect(said).toContain('A confirmation is waiting to be sent already.');
    await clerk.hangUp();
    expect(await desk.json('mail', 'list')).toMatchObject([
      { state: 'queued', recipient: 'paula@post.example' },
    ]);
    expect(await desk.json('--yes', 'mail', 'resend', '--missing')).toMatchObject({ accepted: 1 });
    expect(await desk.json('mail', 'list')).toHaveLength(1);
  });

  it('sends another one only to whom a clerk says yes', async () => {
    const clerk = call(desk, 'en');
    const said = await talk(
      clerk,
      ['Find or book:', 'Paula Post'],
      ['Find or book:', '1'],
      ['What is to be done?', 'm'],
      ['Send another one?', ''],
      ['What is to be done?', 'm'],
      ['Send another one?', 'y'],
      ['What is to be done?', ''],
    );
    expect(said.match(/waits to be sent/g)).toHaveLength(1);
    await clerk.hangUp();
    expect(await desk.json('mail', 'list')).toHaveLength(2);
  });
});

describe('a family in one car', () => {
  it('keeps what they share, and takes nobody for the twin', async () => {
    const desk = openDesk();
    await openSunday(desk);
    const clerk = call(desk, 'de');
    const said = await talk(
      clerk,
      ['Suchen oder buchen:', 'Anna Zwilling'],
      ['Geboren:', '1.9.2001'],
      ['Telefon:', '06232 4711'],
      ['Postleitzahl:', '67346'],
      ['Ort:', 'Speyer'],
      ['E-Mail:', 'familie@zwilling.example'],
      ['Zeitfenster:', '10'],
      // Two windows begin at ten or after: the clerk says which.
      ['Zeitfenster:', '10:00'],
      ['Stimmt alles?', ''],
      ['Und nun?', 'a'],
      ['Name', 'Berta Zwilling'],
      ['Geboren:', '1.9.2001'],
      ['Stimmt alles?', ''],
      ['Und nun?', ''],
    );
    expect(said).not.toContain('hat schon');
    expect((await clerk.hangUp()).code).toBe(0);
    const booked = await list(desk);
    expect(booked).toHaveLength(2);
    for (const { person, slot } of booked) {
      expect(person).toMatchObject({
        phone: '06232 4711',
        email: 'familie@zwilling.example',
        city: 'Speyer',
      });
      expect(slot.starts_at).toBe('2021-06-20T10:00:00+02:00');
    }
    expect(await desk.json('mail', 'list')).toHaveLength(2);
  });
});

describe('a caller who has a booking', () => {
  const desk = openDesk(afterAll);
  beforeAll(async () => {
    await openSunday(desk);
    await desk.run('booking', 'add', ...erika, '--slot', '09:30');
  });

  it('is told so before a second one is made', async () => {
    const [{ reference }] = await list(desk);
    const clerk = call(desk, 'en');
    const said = await talk(
      clerk,
      ['Find or book:', ''],
      ['Name:', 'Müller, Erika'],
      ['Born:', '3.4.61'],
      ['Is this the caller?', ''],
      ['What is to be done?', 's'],
      ['What is to be done?', ''],
    );
    expect(said).toContain(
      `Erika Müller, *03/04/1961, already holds ${reference}, Sun, 20/06/2021, 09:30–10:00.`,
    );
    expect(said).toContain(reference.split('').join(' ').replace(' - ', '   -   '));
    expect((await clerk.hangUp()).code).toBe(0);
    expect(await list(desk)).toHaveLength(1);
  });

  it('is known by a name that is misheard, and by the name alone where there is no birth date', async () => {
    const clerk = call(desk, 'en');
    const said = await talk(
      clerk,
      ['Find or book:', ''],
      ['Name:', 'Erika Müler'],
      ['Born:', '3.4.61'],
      ['Is this the caller?', ''],
      ['What is to be done?', ''],
      ['Find or book:', 'n'],
      ['Name:', 'Erika Müller'],
      ['Born:', '-'],
      ['Is this the caller?', ''],
      ['What is to be done?', ''],
    );
    expect(said.match(/Erika Müller, \*03\/04\/1961, already holds/g)).toHaveLength(2);
    expect((await clerk.hangUp()).code).toBe(0);
  });

  it('may be somebody else of the same name, who is booked', async () => {
    const clerk = call(desk, 'de');
    await talk(
      clerk,
      ['Suchen oder buchen:', 'Erika Müller'],
      ['Suchen oder buchen:', 'n'],
      ['Geboren:', '3.4.61'],
      ['Ist das die Person am Telefon?', 'a'],
      ['Telefon:', ''],
      ['Postleitzahl:', '-'],
      ['E-Mail:', '-'],
      ['Straße und Hausnummer:', ''],
      ['Zeitfenster:', ''],
      ['Stimmt alles?', 'b'],
      ['Und nun?', ''],
    );
    expect((await clerk.hangUp()).code).toBe(0);
    expect(await list(desk)).toHaveLength(2);
  });

  it('cancels: asked once, and told what becomes of the seat', async () => {
    const before = await list(desk);
    const clerk = call(desk, 'de');
    const said = await talk(
      clerk,
      ['Suchen oder buchen:', before[0].reference.toLowerCase()],
      ['Was ist zu tun?', 's'],
      ['und weshalb:', ''],
      ['Was ist zu tun?', 's'],
      ['und weshalb:', 'b'],
      ['Was ist zu tun?', ''],
    );
    expect(said).toContain('Nichts wurde storniert.');
    expect(said).toContain(`${before[0].reference} ist storniert.`);
    expect(said).toMatch(/Der Platz ist frei in Telefon/);
    await clerk.hangUp();
    const after = await list(desk);
    const states = after.map(({ state, cancel_reason }) => [state, cancel_reason]);
    expect(states).toContainEqual(['cancelled', 'citizen']);
    expect(states).toContainEqual(['binding', null]);
    expect((await desk.run('doctor')).code).toBe(0);
  });
});

describe('a cancellation on the phone', () => {
  it('is told by mail only if the clerk wants it: queued once, with the calendar entry’s withdrawal', async () => {
    const desk = openDesk();
    await openSunday(desk);
    for (const name of ['Erika', 'Frieda']) {
      const person = [
        '--given-name',
        name,
        '--family-name',
        'Mail',
        '--email',
        `${name}@post.example`,
      ];
      await desk.json('booking', 'add', ...person, '--postal-code', '67346');
    }
    const [first, second] = await list(desk);
    const clerk = call(desk, 'de');
    const said = await talk(
      clerk,
      ['Suchen oder buchen:', first.reference.toLowerCase()],
      ['Was ist zu tun?', 's'],
      ['und weshalb:', 'b'],
      ['bestätigen?', 'j'],
      ['Was ist zu tun?', ''],
      ['Suchen oder buchen:', second.reference.toLowerCase()],
      ['Was ist zu tun?', 's'],
      ['und weshalb:', 'b'],
      ['bestätigen?', ''],
      ['Was ist zu tun?', ''],
    );
    await clerk.hangUp();
    expect(said).toContain(`an ${first.person.email} wartet auf den Versand.`);
    expect(said).not.toContain(`an ${second.person.email} wartet`);
    const mails = (await desk.json('mail', 'list', '--kind', 'cancellation')) as Listed;
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ reference: first.reference, state: 'queued' });
  });
});

describe('a caller from outside the area', () => {
  it('is told at once; the clerk corrects, goes on or ends', async () => {
    const desk = openDesk();
    await openSunday(desk);
    const clerk = call(desk, 'de');
    const start = [
      ['Suchen oder buchen:', 'Otto Aussen'],
      ['Geboren:', '1.1.1950'],
      ['Telefon:', ''],
      ['Postleitzahl:', '68159'],
    ] as const;
    const said = await talk(clerk, ...start, ['Was nun?', 'e'], ['Suchen oder buchen:', '']);
    expect(said).toContain('68159 liegt außerhalb des Einzugsgebiets.');
    expect(said).toContain('Erstwohnsitz');
    await talk(clerk, ['Name:', '<'], ['Suchen oder buchen:', 'n']);
    expect(await list(desk)).toEqual([]);
    await talk(
      clerk,
      ['Name:', 'Otto Aussen'],
      ...start.slice(1),
      ['Was nun?', ''],
      ['Postleitzahl [68159]:', '68161'],
      ['Was nun?', 'b'],
      ['Ort:', 'Mannheim'],
      ['E-Mail:', ''],
      ['Straße und Hausnummer:', ''],
      ['Zeitfenster:', ''],
      ['68161 liegt außerhalb', ''],
      ['Und nun?', ''],
    );
    await clerk.hangUp();
    expect(await list(desk)).toMatchObject([
      { outside_area: true, person: { postal_code: '68161', city: 'Mannheim' } },
    ]);
  });
});

describe('the last seat', () => {
  it('is lost to a colleague: the form stays, the nearest windows are offered', async () => {
    const desk = openDesk();
    await openSunday(desk, 4);
    const clerk = call(desk, 'de');
    await talk(
      clerk,
      ['Suchen oder buchen:', 'Lena Langsam'],
      ['Geboren:', '050570'],
      ['Telefon:', '0171 998877'],
      ['Postleitzahl:', '67346'],
      ['Ort:', 'Speyer'],
      ['E-Mail:', ''],
      ['Straße und Hausnummer:', 'Am Weg 2'],
      ['Zeitfenster:', '930'],
    );
    await clerk.hear('Stimmt alles?');
    expect((await desk.run('booking', 'add', ...erika, '--slot', '09:30')).code).toBe(0);
    clerk.child.stdin?.write('\n');
    const said = await clerk.answer('Zeitfenster:', '');
    expect(said).toContain('Jemand war schneller. Nichts ist verloren');
    expect(said).not.toContain('09:30–10:00  1 frei');
    expect(said).toContain('1  So., 20.06.2021, 09:00–09:30  1 frei (Enter)');
    const summary = await clerk.answer('Stimmt alles?', '');
    expect(summary).toContain('Name: Langsam, Lena');
    expect(summary).toContain('Telefon: 0171 998877');
    expect(summary).toContain('Straße und Hausnummer: Am Weg 2');
    await talk(clerk, ['Und nun?', '']);
    await clerk.hangUp();
    const slots = (await list(desk)).map(({ person, slot }) => [
      person.given_name,
      slot.starts_at.slice(11, 16),
    ]);
    expect(slots).toEqual([
      ['Lena', '09:00'],
      ['Erika', '09:30'],
    ]);
  });

  it('may be had in another contingent at the same time: nobody notices', async () => {
    const desk = openDesk();
    await openSunday(desk, 4);
    const windows = ['--from', '09:00', '--to', '11:00', '--every', '30m'];
    await desk.run('contingent', 'add', 'Zweites', '--seats', '4', ...windows);
    await desk.run(
      'contingent',
      'add',
      'Portal',
      '--seats',
      '400',
      '--channel',
      'portal',
      ...windows,
    );
    const clerk = call(desk, 'en');
    const said = await talk(
      clerk,
      ['Find or book:', 'Gustav Gleich'],
      ['Born:', '-'],
      ['Phone:', ''],
      ['Postal code:', '-'],
      ['E-mail:', ''],
      ['Street and number:', ''],
      ['Window:', '930'],
    );
    // Seats that only the portal may sell are no caller's.
    expect(said).toContain('FREE NOW  8 seats');
    expect(said).toContain('09:30–10:00  2 free');
    await clerk.hear('All right?');
    const taken = await desk.run(
      'booking',
      'add',
      ...erika,
      '--slot',
      '09:30',
      '--contingent',
      'Telefon',
    );
    expect(taken.code).toBe(0);
    clerk.child.stdin?.write('\n');
    await talk(clerk, ['And now?', '']);
    await clerk.hangUp();
    const gustav = (await list(desk)).find(({ person }) => person.given_name === 'Gustav');
    expect(gustav).toMatchObject({
      contingent: 'Zweites',
      slot: { starts_at: '2021-06-20T09:30:00+02:00' },
    });
  });

  it('is kept with --hold while the form is open, and let go with it', async () => {
    const desk = openDesk();
    await openSunday(desk, 4);
    const clerk = call(desk, 'en', {}, '--hold');
    await talk(
      clerk,
      ['Find or book:', 'Hanna Halt'],
      ['Born:', '050570'],
      ['Phone:', ''],
      ['Postal code:', '-'],
      ['E-mail:', ''],
      ['Street and number:', ''],
      ['Window:', '930'],
    );
    await clerk.hear('All right?');
    expect(await desk.json('status')).toMatchObject({ seats: { held: 1, free: 3 } });
    const taken = await desk.run('booking', 'add', ...erika, '--slot', '09:30');
    expect(taken.code).toBe(5);
    clerk.child.stdin?.write('7\n');
    await talk(clerk, ['Window:', '1000']);
    await clerk.hear('All right?');
    expect((await desk.run('booking', 'add', ...erika, '--slot', '09:30')).code).toBe(0);
    clerk.child.stdin?.write('\n');
    await talk(clerk, ['And now?', '']);
    await talk(clerk, ['Find or book:', 'Ida Halb'], ['Born:', '-'], ['Phone:', '']);
    await talk(clerk, ['Postal code:', '-'], ['E-mail:', ''], ['Street and number:', '']);
    await talk(clerk, ['Window:', '']);
    await clerk.hear('All right?');
    clerk.child.kill('SIGINT');
    expect((await clerk.hangUp()).code).toBe(130);
    const { seats } = await desk.json('status');
    expect(seats).toMatchObject({ bound: 2, free: 2 });
    expect(seats.held ?? 0).toBe(0);
    expect((await desk.run('doctor')).code).toBe(0);
  });

  it('is gone altogether: the clerk is told, and what was typed is put aside', async () => {
    const desk = openDesk();
    await openSunday(desk, 0);
    const clerk = call(desk, 'en');
    const said = await talk(
      clerk,
      ['Find or book:', 'Zoe Spaet'],
      ['Born:', '1.1.1990'],
      ['Phone:', '0171 5555'],
      ['Postal code:', '67346'],
      ['Town:', ''],
      ['E-mail:', 'z@spaet.example'],
      ['Window:', ''],
      ['Window:', '<'],
      ['E-mail [z@spaet.example]:', '<'],
      ['Town:', '<'],
      ['Postal code [67346]:', '<'],
      ['Phone [0171 5555]:', '<'],
      ['Born [1.1.1990]:', '<'],
      ['Name [Zoe Spaet]:', '<'],
    );
    expect(said).toContain('FREE NOW  no seat can be booked by phone at present');
    expect(said).toContain('Nothing is free for callers at present.');
    // Another call in between takes nothing away.
    await talk(clerk, ['Find or book:', 'n'], ['Name:', '<']);
    const home = await talk(clerk, ['Find or book:', '1'], ['Name [Zoe Spaet]:', '']);
    expect(home).toContain('Go on with the form put aside: Zoe Spaet');
    await clerk.hear('Window:');
    expect((await clerk.hangUp()).code).toBe(130);
    expect(await list(desk)).toEqual([]);
  });
});

describe('what callers and clerks get wrong', () => {
  const desk = openDesk(afterAll);
  beforeAll(async () => {
    await openSunday(desk);
    await desk.run('booking', 'add', ...erika);
  });

  it('a reference with a wrong sign is said to be wrong; blanks, case and look-alikes are forgiven', async () => {
    const [{ reference }] = await list(desk);
    const last = reference.endsWith('0') ? '1' : '0';
    const wrong = reference.slice(0, -1) + last;
    const typed = reference
      .toLowerCase()
      .replace('-', ' ')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l');
    const clerk = call(desk, 'en');
    const said = await talk(
      clerk,
      ['Find or book:', wrong],
      ['Find or book:', typed],
      ['What is to be done?', ''],
    );
    expect(said).toContain(`${wrong} cannot be right: its check character does not fit.`);
    expect(said).toContain('Erika Müller');
    expect((await clerk.hangUp()).code).toBe(0);
  });

  it('slips are explained kindly, and every field can be corrected', async () => {
    const clerk = call(desk, 'de');
    const said = await talk(
      clerk,
      ['Suchen oder buchen:', ''],
      ['Name:', ''],
      ['Name:', '12345'],
      ['Name:', 'Carl Meier'],
      ['Geboren:', ''],
      ['Geboren:', '31.2.1961'],
      ['Geboren:', '30461'],
      ['Geboren:', '1.1.2031'],
      ['Geboren:', '1.1.1861'],
      ['Geboren:', '1961-04-03'],
      ['Telefon:', 'keine Ahnung'],
      ['Telefon:', '<'],
      ['Geboren [1961-04-03]:', '04.04.1961'],
      ['Telefon:', ''],
      ['Postleitzahl:', '673'],
      ['Postleitzahl:', '67346'],
      ['Ort:', ''],
      ['E-Mail:', 'carl.meier'],
      ['E-Mail:', '?'],
      ['E-Mail:', 'carl@meier.example'],
      ['Zeitfenster:', ''],
      ['Stimmt alles?', '99'],
      ['Stimmt alles?', '1'],
      ['Name [Carl Meier]:', 'Karl Maier'],
      ['Stimmt alles?', ''],
      ['Und nun?', ''],
    );
    for (const sentence of [
      'Ohne Namen keine Buchung.',
      'Ein Name hat keine Ziffern.',
      'Das Geburtsdatum unterscheidet die Menschen.',
      'Das ist kein Datum.',
      'Dieser Tag kommt erst noch.',
      'mehr als 120 Jahre her',
      'Das ist keine Telefonnummer.',
      'Eine Postleitzahl hat fünf Ziffern.',
      'An diese Adresse kann keine Mail gehen.',
      '< geht einen Schritt zurück',
      '„99“ steht nicht zur Wahl.',
    ]) {
      expect(said).toContain(sentence);
    }
    expect((await clerk.hangUp()).code).toBe(0);
    const [carl] = (await list(desk)).filter(({ person }) => person.family_name === 'Maier');
    expect(carl.person).toMatchObject({ given_name: 'Karl', birth_date: '1961-04-04' });
  });

  it('Ctrl-C in the middle leaves nothing half done', async () => {
    const before = await list(desk);
    const clerk = call(desk, 'en');
    await talk(clerk, ['Find or book:', 'Ida Halb'], ['Born:', '1.1.1990'], ['Phone:', '0171 1']);
    clerk.child.kill('SIGINT');
    const { code, said } = await clerk.hangUp();
    expect(code).toBe(130);
    expect(said).toContain('Interrupted. Nothing half-done was stored.');
    expect(await list(desk)).toEqual(before);
  });

  it('a pipe that ends at the start of a call ends the desk, and says what was done as JSON', async () => {
    const { code, stdout } = await desk.runWith({ input: '' }, '--json', 'phone', '--plain');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ booked: [], cancelled: [], changed: [] });
  });

  it('a name with control characters does nothing to the terminal', async () => {
    await desk.run('booking', 'add', '--family-name', 'Echt', '--note', 'x');
    const clerk = call(desk, 'en');
    const said = await talk(
      clerk,
      ['Find or book:', 'Ev\u001B[2Jil Name'],
      ['Name', 'Good Name'],
      ['Born', '<'],
    );
    expect(said).not.toContain('\u001B');
    await clerk.hangUp();
  });
});

describe('the audit log', () => {
  it('says which clerk did what, and nothing of the person', async () => {
    const desk = openDesk();
    await openSunday(desk);
    const clerk = call(desk, 'de', { SLOTDESK_ACTOR: 'frau.klee' });
    await talk(
      clerk,
      ['Suchen oder buchen:', 'Max Muster'],
      ['Geboren:', '-'],
      ['Telefon:', ''],
      ['Postleitzahl:', '-'],
      ['E-Mail:', ''],
      ['Straße und Hausnummer:', ''],
      ['Zeitfenster:', ''],
      ['Stimmt alles?', ''],
      ['Und nun?', ''],
    );
    await clerk.hangUp();
    const { stdout } = await desk.run('--json', 'audit', 'list', '--actor', 'frau.klee');
    expect(stdout).toContain('booking.add');
    expect(stdout).not.toContain('Muster');
  });
});

describe('a booking that is changed on the phone', () => {
  const desk = openDesk(afterAll);
  beforeAll(async () => {
    await openSunday(desk);
    const address = ['--email', 'erika@mueller.example', '--postal-code', '67346'];
    await desk.run('booking', 'add', ...erika, ...address, '--slot', '09:00');
    await desk.run('--yes', 'mail', 'resend', '--missing');
  });

  it('moves to another window, with its mail, and the old seat is free', async () => {
    const clerk = call(desk, 'de');
    const said = await talk(
      clerk,
      ['Suchen oder buchen:', 'Mueller'],
      ['Suchen oder buchen:', '1'],
      ['Was ist zu tun?', 'u'],
      ['Zeitfenster:', '1030'],
      ['Umbuchen:', 'n'],
      ['Was ist zu tun?', 'u'],
      ['Zeitfenster:', '10:30'],
      ['Umbuchen:', ''],
      ['Was ist zu tun?', ''],
    );
    expect(said).toMatch(/von So\., 20\.06\.2021, 09:00–09:30 auf So\., 20\.06\.2021, 10:30–11:00/);
    expect(said).toContain('ist jetzt So., 20.06.2021, 10:30–11:00.');
    expect(said).toContain('Der Platz ist frei in Telefon');
    expect(said).toContain('erika@mueller.example wartet auf den Versand.');
    const { stdout } = await clerk.hangUp();
    expect(stdout).toContain('0 gebucht, 0 storniert, 1 geändert.');
    expect(await list(desk)).toMatchObject([
      { slot: { starts_at: '2021-06-20T10:30:00+02:00' }, confirmation: { state: 'queued' } },
    ]);
    expect(await desk.json('slot', 'list')).toMatchObject([{ bound: 0 }, {}, {}, { bound: 1 }]);
  });

  it('is offered the nearest windows if a colleague takes the one it was to go to', async () => {
    const clerk = call(desk, 'en');
    await talk(
      clerk,
      ['Find or book:', '3.4.61'],
      ['Find or book:', '1'],
      ['What is to be done?', 'r'],
      ['Window:', '9:00'],
    );
    await clerk.hear('Rebook:');
    for (const name of ['Schnell', 'Flink']) {
      await desk.run('booking', 'add', '--family-name', name, '--slot', '09:00');
    }
    clerk.child.stdin?.write('\n');
    const said = await clerk.answer('Window:', '<');
    expect(said).toContain('A colleague was faster.');
    expect(said).toContain('1  Sun, 20/06/2021, 09:30–10:00  2 free (Enter)');
    await talk(clerk, ['What is to be done?', '']);
    expect((await clerk.hangUp()).code).toBe(0);
    const [, , moved] = await list(desk);
    expect(moved.slot.starts_at).toBe('2021-06-20T10:30:00+02:00');
  });

  it('has any field corrected, and keeps a note', async () => {
    const clerk = call(desk, 'en');
    const said = await talk(
      clerk,
      ['Find or book:', 'Erika Müler'],
      ['Find or book:', '1'],
      ['What is to be done?', 'f'],
      ['Which field?', '1'],
      ['Name [Müller, Erika]:', 'Möller, Erika'],
      ['What is to be done?', 'f'],
      ['Which field?', '6'],
      ['E-mail [erika@mueller.example]:', 'kein @'],
      ['E-mail [erika@mueller.example]:', 'erika@moeller.example'],
      ['What is to be done?', 'm'],
      ['What is to be done?', 'w'],
      ['Note:', ''],
      ['Note:', 'ruft wieder an'],
      ['What is to be done?', ''],
    );
    expect(said).toContain('Name: Müller, Erika → Möller, Erika');
    expect(said).toContain('A confirmation is missing now: m queues it.');
    expect(said).toContain('The confirmation to erika@moeller.example waits to be sent.');
    expect(said).toContain('An empty note says nothing.');
    await clerk.hangUp();
    const [, , changed] = await list(desk);
    expect(changed).toMatchObject({
      note: 'ruft wieder an',
      person: { family_name: 'Möller', email: 'erika@moeller.example', postal_code: '67346' },
    });
    expect((await desk.run('doctor')).code).toBe(0);
  });
});
