/** The Message-ID in the header of a mail as it came. */
export function readMessageId(mail: string): string {
  return /^message-id:\s*(<[^>]+>)/im.exec(mail)?.[1] ?? 'none';
}
