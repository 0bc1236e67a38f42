import { readFileSync } from 'node:fs';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { readMessageId } from './message-id.ts';

const certificates = new URL('../../fixtures/tls/', import.meta.url).pathname;

export const authority = `${certificates}ca.pem`;

/** `name`: which of the certificates in fixtures/tls the relay shows. */
export function certificate(name: 'relay' | 'expired' | 'elsewhere' | 'self-signed'): {
  key: string;
  cert: string;
} {
  const read = (file: string): string => readFileSync(certificates + file, 'utf8');
  return { key: read(`${name}-key.pem`), cert: read(`${name}.pem`) };
}

export interface ReceivingRelay {
  port: number;
  /** Copies of each mail, by Message-ID. */
  ledger: Map<string, number>;
  /** When it took each mail last, by Message-ID. */
  takenAt: Map<string, number>;
  recipients: string[];
  secure: boolean[];
  logins: number;
}

/** `smtp-server` on loopback, which takes every mail and writes down what it took. */
export async function startReceivingRelay(
  options: SMTPServerOptions & {
    password?: string;
    /** How long (ms) a reply to a mail takes. */ pace?: () => number;
  } = {},
  whenDone: (close: () => void) => void = onTestFinished,
): Promise<ReceivingRelay> {
  const { password, pace, ...rest } = options;
  const relay: ReceivingRelay = {
    port: 0,
    ledger: new Map(),
    takenAt: new Map(),
    recipients: [],
    secure: [],
    logins: 0,
  };
  const server = new SMTPServer({
    authOptional: password === undefined,
    disabledCommands: rest.key === undefined ? ['STARTTLS'] : [],
    closeTimeout: 100,
    ...rest,
    onAuth: (auth, _, done) => {
      relay.logins += 1;
      if (auth.password === password) done(null, { user: auth.username });
      else done(Object.assign(new Error('Invalid login'), { responseCode: 535 }));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const id = readMessageId(Buffer.concat(chunks).toString('latin1'));
        relay.ledger.set(id, (relay.ledger.get(id) ?? 0) + 1);
        relay.takenAt.set(id, Date.now());
        relay.recipients.push(...session.envelope.rcptTo.map(({ address }) => address));
        relay.secure.push(session.secure);
        if (pace === undefined) done();
        else setTimeout(done, pace());
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  relay.port = typeof address === 'object' && address !== null ? address.port : 0;
  whenDone(() => server.close());
  return relay;
}
