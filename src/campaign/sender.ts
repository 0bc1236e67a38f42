import { isDeliverable } from '../mail/address.ts';

/** Who a mail is from: a display name, perhaps empty, and one address. */
export interface Sender {
  name: string;
  address: string;
}

/** `Stadt Speyer <noreply@speyer.example>` or a bare address; `null` if there is not exactly one address. */
export function parseSender(value: string): Sender | null {
  const match = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/.exec(value);
  const name = match?.[1] ?? '';
  const address = (match?.[2] ?? value).trim();
  return isDeliverable(address) ? { name, address } : null;
}
