/** Whether a postal code lies outside the entitled area; an unknown one does not, nor any if everyone is entitled. */
export function isOutside(postalCode: string | null, area: ReadonlySet<string> | null): 0 | 1 {
  return postalCode !== null && area !== null && !area.has(postalCode) ? 1 : 0;
}
