import { openDesk, type Desk } from '../slotdesk.ts';

/** A desk whose campaign has room for whatever a test imports. */
export async function openRoomyDesk(): Promise<Desk> {
  const desk = openDesk();
  await desk.json('init', '--name', 'Aktion', '--date', '2021-06-20');
  const windows = ['--from', '07:00', '--to', '17:00', '--every', '15m'];
  await desk.json('contingent', 'add', 'A', '--seats', '200000', ...windows);
  return desk;
}
