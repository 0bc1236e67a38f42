/** Who a booking is for, as far as it is known. Birth date ISO; the street with its house number. */
export interface Person {
  givenName: string | null;
  familyName: string | null;
  birthDate: string | null;
  email: string | null;
  phone: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
}

/** Given name and family name, as far as there are any. */
export function fullName(person: Pick<Person, 'givenName' | 'familyName'>): string {
  return [person.givenName, person.familyName].filter((name) => name !== null).join(' ');
}
