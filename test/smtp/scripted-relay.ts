import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { readMessageId } from './message-id.ts';

/** Where the script is asked; `final` once the whole body is there. */
export type Stage =
  | 'greeting'
  | 'ehlo'
  | 'helo'
  | 'starttls'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'body'
  | 'final'
  | 'rset';

/**
 * What happens instead of the ordinary reply: this one, the end of the connection (before or after the
 * mail is taken, or once the ordinary reply is out), or silence (`never`).
 */
export type Deed =
  | string
  | { cut: 'before' | 'after-storing' | 'after-reply' | 'never' }
  | undefined;

export interface Moment {
  stage: Stage;
  /** How many mails this relay has been offered so far (MAIL commands), the current one included. */
  mail: number;
  connection: number;
  line: string;
}

export interface ScriptedRelay {
  port: number;
  url: string;
  /** Copies of each mail that the relay has taken into its hands, by Message-ID. */
  ledger: Map<string, number>;
  /** When, by `performance.now()`. */
  times: number[];
  lines: string[];
  /** As they came over the wire, without the last dot. */
  bodies: string[];
  connections: number;
  mostAtOnce: number;
}

const ordinary: Record<Stage, string> = {
  greeting: '220 relay.example ESMTP',
  ehlo: '250-relay.example\r\n250-PIPELINING\r\n250-SIZE 100000\r\n250-AUTH PLAIN\r\n250-DSN\r\n250 ENHANCEDSTATUSCODES',
  helo: '250 relay.example',
  starttls: '502 5.5.1 not known',
  auth: '235 2.7.0 ok',
  mail: '250 2.1.0 ok',
  rcpt: '250 2.1.5 ok',
  data: '354 go on',
  body: '',
  final: '250 2.0.0 Ok: queued as 4QX',
  rset: '250 2.0.0 ok',
};

/** An SMTP relay on loopback that keeps to a script and writes down what it has taken. */
export async function startScriptedRelay(
  script: (moment: Moment) => Deed = () => undefined,
  whenDone: (close: () => void) => void = onTestFinished,
): Promise<ScriptedRelay> {
  const sockets = new Set<Socket>();
  const relay: ScriptedRelay = {
    port: 0,
    url: '',
    ledger: new Map(),
    times: [],
    lines: [],
    bodies: [],
    connections: 0,
    mostAtOnce: 0,
  };
  let mails = 0;
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    relay.connections += 1;
    relay.mostAtOnce = Math.max(relay.mostAtOnce, sockets.size);
    const connection = relay.connections;
    let body: string | null = null;
    let buffer = '';
    let recipients = 0;
    const store = (): void => {
      const id = readMessageId(body ?? '');
      relay.ledger.set(id, (relay.ledger.get(id) ?? 0) + 1);
      relay.times.push(performance.now());
    };
    const act = (stage: Stage, line: string): boolean => {
      const deed = script({ stage, mail: mails, connection, line });
      if (typeof deed === 'object') {
        if (deed.cut === 'never') return false;
        if (deed.cut.startsWith('after')) store();
        if (deed.cut === 'after-reply') socket.end(`${ordinary[stage]}\r\n`);
        else socket.destroy();
        return false;
      }
      const idle = stage === 'data' && recipients === 0;
      const reply = deed ?? (idle ? '503 5.5.1 no valid recipients' : ordinary[stage]);
      if (stage === 'rcpt' && reply.startsWith('2')) recipients += 1;
      if (stage === 'mail') recipients = 0;
      if (stage === 'final' && reply.startsWith('2')) store();
      if (reply !== '') socket.write(`${reply}\r\n`);
      if (reply.startsWith('421')) socket.end();
      return reply.startsWith('3');
    };
    act('greeting', '');
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1');
      for (;;) {
        if (body !== null) {
          const end = buffer.indexOf('\r\n.\r\n');
          if (body === '' && buffer !== '') act('body', '');
          if (socket.destroyed) return;
          if (end < 0) {
            if (buffer !== '') body = ' ';
            return;
          }
          body = buffer.slice(0, end);
          relay.bodies.push(body);
          buffer = buffer.slice(end + 5);
          act('final', '');
          body = null;
          continue;
        }
        const end = buffer.indexOf('\r\n');
        if (end < 0 || socket.destroyed) return;
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        relay.lines.push(line);
        const verb = line.split(/[ :]/)[0]?.toLowerCase() ?? '';
        if (verb === 'mail') mails += 1;
        if (verb === 'quit') socket.end('221 2.0.0 bye\r\n');
        else if (verb === 'data') body = act('data', line) ? '' : null;
        else act(verb as Stage, line);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  relay.port = typeof address === 'object' && address !== null ? address.port : 0;
  relay.url = `smtp://127.0.0.1:${relay.port}`;
  whenDone(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return relay;
}
