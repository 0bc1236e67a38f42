const LONGEST = 10 << 20;
const SEPARATOR = /^From \S/;

/**
 * The mails of a file: one, or those of an mbox, which begin at lines `From ` behind an empty line
 * (RFC 4155). One of more than 10 MiB is no report and is left out.
 */
export async function* readMails(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const mail = new Mail();
  let isBox: boolean | null = null;
  let wasEmpty = true;
  let rest = '';
  for await (const piece of bytes) {
    const text: string = rest + piece.toString('latin1');
    const lines = text.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      isBox ??= SEPARATOR.test(line);
      if (isBox && wasEmpty && SEPARATOR.test(line)) {
        const whole = mail.take();
        if (whole !== null) yield whole;
      } else mail.add(isBox ? line.replace(/^>(>*From )/, '$1') : line);
      wasEmpty = line === '' || line === '\r';
    }
  }
  mail.add(rest);
  const whole = mail.take();
  if (whole !== null) yield whole;
}

class Mail {
  #lines: string[] = [];
  #length = 0;

  add(line: string): void {
    this.#length += line.length + 1;
    if (this.#length <= LONGEST) this.#lines.push(line);
  }

  take(): Buffer | null {
    const whole = this.#length > 1 && this.#length <= LONGEST ? this.#lines.join('\n') : null;
    this.#lines = [];
    this.#length = 0;
    return whole === null ? null : Buffer.from(whole, 'latin1');
  }
}
