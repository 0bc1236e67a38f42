/** The kinds of mail there are. */
export const kinds = [
  'confirmation',
  'change',
  'cancellation',
  'surplus',
  'standby-offer',
  'notice',
] as const;

/**
 * `confirmation` says that the appointment is binding, `change` that it has become another one (and confirms
 * that); `cancellation` takes it back; `surplus` asks which of several appointments are not needed;
 * `standby-offer` offers one until a time; `notice` is what staff wrote.
 */
export type Kind = (typeof kinds)[number];

/** What a mail is for: its kind, a notice with its number, so that nobody gets the same one twice. */
export type Purpose = Exclude<Kind, 'notice'> | `notice-${number}`;

/** The kinds that put an appointment into the citizen's calendar or take it out: they share its sequence. */
export const calendarKinds = ['confirmation', 'change', 'cancellation'] as const satisfies Kind[];

export function kindOf(purpose: string): Kind {
  const kind = kinds.find((one) => one === purpose);
  return kind ?? 'notice';
}
