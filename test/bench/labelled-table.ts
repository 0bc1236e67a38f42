import type { Identity } from '../../src/duplicates/rows.ts';
import { readRecords } from '../../src/csv/records.ts';

type Field = keyof Identity | 'person';

interface Options {
  layout?: string | undefined;
  map: string[];
  'person-pattern'?: string | undefined;
}

interface Layout {
  columns: Partial<Record<Field, string>>;
  person?: RegExp;
}

/** Headers of known layouts; several headers are joined with a blank. */
const layouts: Record<string, Layout> = {
  febrl: {
    columns: {
      givenName: 'given_name',
      familyName: 'surname',
      birthDate: 'date_of_birth',
      street: 'street_number+address_1',
      postalCode: 'postcode',
      city: 'suburb',
      person: 'rec_id',
    },
    person: /^(rec-\d+)/,
  },
  rldata: {
    columns: {
      givenName: 'fname_c1+fname_c2',
      familyName: 'lname_c1+lname_c2',
      birthDate: 'by+bm+bd',
      person: 'ent_id',
    },
  },
  slotdesk: {
    columns: {
      givenName: 'given_name',
      familyName: 'family_name',
      birthDate: 'birth_date',
      email: 'email',
      phone: 'phone',
      street: 'street+house_number',
      postalCode: 'postal_code',
      city: 'city',
      person: 'person',
    },
  },
};

/** Reads a labelled CSV and hands each row on. */
export async function readTable(
  source: AsyncIterable<Uint8Array>,
  options: Options,
  take: (row: { identity: Identity; person: string }) => void,
): Promise<void> {
  let read: ((cells: string[]) => { identity: Identity; person: string }) | null = null;
  const form = { file: '', encoding: 'utf-8', delimiter: null } as const;
  for await (const { records } of readRecords(source, form)) {
    for (const { cells } of records) {
      if (read === null)
        read = createReader(
          cells.map((cell) => cell.trim()),
          options,
        );
      else take(read(cells));
    }
  }
}

function createReader(
  headers: string[],
  options: Options,
): (cells: string[]) => { identity: Identity; person: string } {
  const name =
    options.layout ??
    (headers.includes('surname') ? 'febrl' : headers.includes('fname_c1') ? 'rldata' : 'slotdesk');
  const layout = layouts[name];
  if (layout === undefined) throw new Error(`unknown layout ${name}`);
  const columns: Record<string, string> = { ...layout.columns };
  for (const pair of options.map) {
    const at = pair.indexOf('=');
    columns[pair.slice(0, at)] = pair.slice(at + 1);
  }
  const places = (field: Field): number[] =>
    (columns[field] ?? '')
      .split('+')
      .map((header) => headers.indexOf(header))
      .filter((at) => at >= 0);
  const cell = (cells: string[], at: number): string => {
    const text = (cells[at] ?? '').trim();
    return text === 'NA' || text === 'NULL' ? '' : text;
  };
  const read = (field: Field): ((cells: string[]) => string) => {
    const at = places(field);
    const [only = -1] = at;
    if (at.length === 1) return (cells) => cell(cells, only);
    return (cells) =>
      at
        .map((place) => cell(cells, place))
        .filter((text) => text !== '')
        .join(' ');
  };
  const given = read('givenName');
  const family = read('familyName');
  const dates = places('birthDate');
  const [email, phone, street] = [read('email'), read('phone'), read('street')];
  const [postalCode, city, person] = [read('postalCode'), read('city'), read('person')];
  const pattern = options['person-pattern'] ? new RegExp(options['person-pattern']) : layout.person;
  return (cells) => {
    const label = person(cells);
    return {
      identity: {
        givenName: given(cells),
        familyName: family(cells),
        birthDate: joinDate(dates.map((at) => cell(cells, at))),
        email: email(cells),
        phone: phone(cells),
        street: street(cells),
        postalCode: postalCode(cells),
        city: city(cells),
      },
      person: pattern ? (pattern.exec(label)?.[1] ?? label) : label,
    };
  };
}

function joinDate(parts: string[]): string {
  if (parts.length === 1) return parts[0] ?? '';
  const [year = '', month = '', day = ''] = parts;
  return year === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
