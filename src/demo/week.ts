import { inventBookings, writeExport, type PortalBooking, type PortalPlan } from './portal.ts';

export interface DemoFile {
  name: string;
  content: Uint8Array;
}

const contingents: PortalPlan['contingents'] = [
  { name: '8 Uhr', from: 8 },
  { name: '11 Uhr', from: 11 },
  { name: '14 Uhr', from: 14 },
  { name: '17 Uhr', from: 17 },
];

/** The figures of the city's notice: 330 bindings by Monday evening; 120 of them without their mail. */
function inventMonday(): PortalBooking[] {
  const numbers = { bookings: 330, missing: 120, firstNumber: 10_001, seed: 20_210_614 };
  return inventBookings({ ...numbers, contingents, day: '2021-06-14', perWindow: 22 });
}

/** The portal's export of Monday evening, in UTF-8. */
export function writeMonday(): DemoFile {
  return { name: 'monday.csv', content: Buffer.from(writeExport(inventMonday())) };
}

/**
 * Tuesday morning's: the same rows and new ones, opened and saved again by a colleague's spreadsheet (so
 * Windows-1252), and a copy of it whose download broke off.
 */
export function writeTuesday(): [DemoFile, DemoFile] {
  const numbers = { bookings: 90, missing: 25, firstNumber: 10_331, seed: 20_210_615 };
  const added = inventBookings({ ...numbers, contingents, day: '2021-06-14', perWindow: 22 });
  const content = Buffer.from(writeExport([...inventMonday(), ...added]), 'latin1');
  const broken = content.subarray(0, content.length - 50);
  return [
    { name: 'tuesday.csv', content },
    { name: 'tuesday-broken.csv', content: broken },
  ];
}
