/** The entitled area of the campaign and a few towns beyond it; its streets are invented. */
import { createDraw, type Draw, type Random } from './random.ts';
import type { Address } from './person.ts';

interface Town {
  postalCode: string;
  city: string;
  /** Share of the bookings, per thousand. */
  share: number;
}

const towns: readonly Town[] = [
  { postalCode: '67346', city: 'Speyer', share: 430 },
  { postalCode: '67105', city: 'Schifferstadt', share: 165 },
  { postalCode: '67459', city: 'Böhl-Iggelheim', share: 84 },
  { postalCode: '67354', city: 'Römerberg', share: 80 },
  { postalCode: '67373', city: 'Dudenhofen', share: 50 },
  { postalCode: '67374', city: 'Hanhofen', share: 21 },
  { postalCode: '67376', city: 'Harthausen', share: 26 },
  { postalCode: '67122', city: 'Altrip', share: 42 },
  { postalCode: '67141', city: 'Neuhofen', share: 40 },
  { postalCode: '67165', city: 'Waldsee', share: 31 },
  { postalCode: '67166', city: 'Otterstadt', share: 19 },
  { postalCode: '67059', city: 'Ludwigshafen am Rhein', share: 4 },
  { postalCode: '68159', city: 'Mannheim', share: 3 },
  { postalCode: '76726', city: 'Germersheim', share: 2 },
  { postalCode: '60311', city: 'Frankfurt am Main', share: 2 },
  { postalCode: '01067', city: 'Dresden', share: 1 },
];

const stems =
  `Linden, Ahorn, Birken, Eichen, Buchen, Tannen, Kastanien, Pappel, Weiden, Erlen, Eschen, Ulmen, Rosen, Nelken, Tulpen, Veilchen,
Flieder, Holunder, Dahlien, Lilien, Garten, Wiesen, Feld, Wald, Berg, Tal, Hügel, Bach, Brunnen, Quellen, Teich, Rhein, Ufer, Hafen,
Schul, Kirch, Bahnhof, Markt, Rathaus, Post, Mühl, Schmiede, Bäcker, Weber, Gerber, Töpfer, Fischer, Jäger, Schäfer, Winzer, Reben,
Trauben, Korn, Hafer, Gersten, Spargel, Tabak, Zwiebel, Amsel, Drossel, Finken, Meisen, Lerchen, Schwalben, Storchen, Falken, Adler,
Hasen, Fuchs, Reh, Hirsch, Dachs, Igel, Sonnen, Mond, Sternen, Morgen, Abend, Sommer, Winter, Nord, Süd, Ost, West, Kloster, Turm, Tor,
Burg, Schloss, Brücken, Kanal, Damm, Deich, Ziegel, Sand, Kies, Lehm, Stein, Anger, Heide, Moor`
    .split(',')
    .map((stem) => stem.trim());
const endings = ['straße', 'weg', 'gasse', 'platz', 'allee', 'ring', 'pfad', 'straße', 'hof'];

export interface Places {
  invent(random: Random): Address;
  /** Another house of the same town. */
  inventWithin(postalCode: string, random: Random): Address;
}

/** Streets enough for so many bookings, so that a house holds one to a few households as a small town's do. */
export function createPlaces(rows: number): Places {
  const draw: Draw<Town> = createDraw(towns.map((town) => [town, town.share]));
  const invent = (town: Town, random: Random): Address => {
    const streets = Math.ceil((rows * town.share) / 1000 / 120);
    const index = random.below(Math.max(12, Math.min(streets, stems.length * endings.length)));
    // Every thirtieth household lives in one of the town's few towers.
    const isTower = random.chance(1 / 30);
    const street = nameStreet(isTower ? index % 3 : index, town);
    const houseNumber = isTower ? String(2 * (1 + random.below(4))) : inventHouseNumber(random);
    return { street, houseNumber, postalCode: town.postalCode, city: town.city };
  };
  return {
    invent: (random) => invent(draw(random), random),
    inventWithin: (postalCode, random) =>
      invent(towns.find((town) => town.postalCode === postalCode) ?? draw(random), random),
  };
}

// Each town begins elsewhere and goes through all stems before one comes again with another ending.
function nameStreet(index: number, town: Town): string {
  const start = Number(town.postalCode) * 31;
  const stem = stems[(start + index) % stems.length] ?? '';
  const turn = Math.floor(index / stems.length);
  const ending = endings[(start + index + turn) % endings.length] ?? '';
  return stem + ending;
}

function inventHouseNumber(random: Random): string {
  const number = 1 + random.below(1 + random.below(110));
  if (random.chance(0.015)) return `${number}-${number + 2}`;
  return random.chance(0.08) ? `${number}${random.pick(['a', 'b', 'c', ' a'])}` : String(number);
}
