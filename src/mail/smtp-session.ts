import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SentMessageInfo, SMTPError } from 'nodemailer/lib/smtp-connection';
import { createHide } from './hide-secrets.ts';
import type { SmtpRelay } from './relay.ts';
import { findQueueId, judgeBreak, judgeReply, parseReply } from './reply.ts';
import type { Delivery, Envelope, Opened, Session } from './session.ts';
import { explainFailure, explainRefusal, toSmtpError } from './smtp-errors.ts';
import { wait } from './wait.ts';

const SETUP_MS = 30_000;
const GOODBYE_MS = 2000;
const MAX_ENVID = 100;

type Broken = Promise<SMTPError | null>;

/** What a session needs beside the relay's address; `ca` is the text of a PEM file. */
export interface Access {
  password: string | null;
  ca: string | null;
  /** For how long the relay may say nothing, ms. */
  silence: number;
}

interface Line {
  connection: SMTPConnection;
  broken: Broken;
  /** Takes secrets out of what the relay said. */
  hide: (said: string) => string;
}

/** Connects, greets, secures and signs in. Never rejects. */
export async function openSmtpSession(
  relay: SmtpRelay,
  access: Access,
  abort: AbortSignal,
): Promise<Opened> {
  const connection = createConnection(relay, access);
  const hide = createHide(relay.user, access.password);
  const broken = watch(connection);
  const cut = (): void => connection.close();
  abort.addEventListener('abort', cut);
  try {
    if (abort.aborted) throw closedError();
    await ask(broken, (done) => connection.connect(done));
    const smtpUtf8 = /[ -]SMTPUTF8\b/im.test(String(connection.lastServerResponse));
    if (relay.user !== null) {
      const login = { credentials: { user: relay.user, pass: access.password ?? '' } };
      await ask(broken, (done) => connection.login(login, done));
    }
    return { session: createSession({ connection, broken, hide }, smtpUtf8) };
  } catch (error) {
    connection.close();
    return { refusal: explainRefusal(toSmtpError(error), hide) };
  } finally {
    abort.removeEventListener('abort', cut);
  }
}

function createConnection(relay: SmtpRelay, { ca, silence }: Access): SMTPConnection {
  const setup = Math.min(SETUP_MS, silence);
  return new SMTPConnection({
    host: relay.host,
    port: relay.port,
    secure: relay.tls === 'implicit',
    requireTLS: relay.tls === 'starttls',
    ignoreTLS: relay.tls === 'none',
    connectionTimeout: setup,
    greetingTimeout: setup,
    dnsTimeout: setup,
    socketTimeout: silence,
    socketCloseTimeout: 0,
    allowInternalNetworkInterfaces: true,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca === null ? {} : { ca }) },
  });
}

/** Settles when the connection is gone, with what took it; `null`: it was closed in order, or by us. */
function watch(connection: SMTPConnection): Broken {
  return new Promise((resolve) => {
    connection.on('error', resolve);
    connection.once('end', () => resolve(null));
  });
}

/** One step of the dialogue; nodemailer forgets its callbacks when the connection goes. */
async function ask<T>(
  broken: Broken,
  start: (done: (error?: SMTPError | null, result?: T) => void) => void,
): Promise<T | undefined> {
  const step = new Promise<T | undefined>((resolve, reject) => {
    start((error, result) => (error ? reject(error) : resolve(result)));
  });
  const gone = broken.then(async (error) => {
    // A reply and the end of the connection may come in one turn, and the reply knows more.
    await new Promise((resolve) => setImmediate(resolve));
    throw error ?? closedError();
  });
  return await Promise.race([step, gone]);
}

function closedError(): SMTPError {
  return Object.assign(new Error('the connection was closed'), { code: 'ECONNECTION' });
}

function createSession(line: Line, smtpUtf8: boolean): Session {
  const { connection, broken } = line;
  let open = true;
  const close = (): void => {
    open = false;
    connection.close();
  };
  void broken.then(close);
  return {
    usable: () => open && !connection.destroyed,
    deliver: async (envelope, content, released) => {
      if (!smtpUtf8 && !isAscii(envelope.from + envelope.to)) return refuseUtf8();
      const body = new Body(content, released);
      const delivery = await send(line, envelope, body);
      body.destroy();
      if (body.refusal !== null || isOutOfStep(delivery)) close();
      if (body.refusal !== null) throw body.refusal;
      if (!connection.destroyed && delivery.verdict.kind !== 'accepted') {
        await ask(broken, (done) => connection.reset(done)).catch(close);
      }
      return delivery;
    },
    quit: async () => {
      if (open && !connection.destroyed) {
        connection.quit();
        const said = new AbortController();
        void broken.then(() => said.abort());
        await wait(GOODBYE_MS, said.signal);
      }
      close();
    },
    cut: close,
  };
}

async function send(
  { connection, broken, hide }: Line,
  { from, to, messageId }: Envelope,
  body: Body,
): Promise<Delivery> {
  const envid = messageId.replace(/^<|>$/g, '');
  const envelope = {
    from,
    to: [to],
    size: body.content.length,
    use8BitMime: !isAscii(body.content.toString('latin1')),
    ...(envid.length <= MAX_ENVID && isAscii(envid)
      ? { dsn: { ret: 'HDRS', envid, notify: ['FAILURE', 'DELAY'] } }
      : {}),
  };
  try {
    const info = await ask<SentMessageInfo>(broken, (done) =>
      connection.send(envelope, body, done),
    );
    const reply = parseReply('final', hide(info?.response ?? ''));
    // An assent to a body that was never sent answers something else.
    if (reply === null || !body.released) {
      return { verdict: judgeBreak(body.released), reply, reason: 'EPROTOCOL', queueId: null };
    }
    const queueId = findQueueId(reply.text);
    return { verdict: judgeReply(reply), reply, reason: null, queueId };
  } catch (error) {
    return explainFailure(toSmtpError(error), body.released, hide);
  }
}

/** The body, which nodemailer starts to read after the relay's 354, and not a moment earlier. */
class Body extends Readable {
  readonly content: Buffer;
  readonly #release: () => Promise<void>;
  #asked = false;
  /** Whether bytes were handed over. */
  released = false;
  /** Why no byte may be. */
  refusal: Error | null = null;

  constructor(content: Buffer, release: () => Promise<void>) {
    super();
    this.content = content;
    this.#release = release;
  }

  override _read(): void {
    if (this.#asked) return;
    this.#asked = true;
    void this.#flow();
  }

  async #flow(): Promise<void> {
    try {
      await this.#release();
    } catch (error) {
      this.refusal = toSmtpError(error);
      this.destroy(new Error('not released'));
      return;
    }
    if (this.destroyed) return;
    this.released = true;
    this.push(this.content);
    this.push(null);
  }
}

// After a refused body some relays answer once more: what comes next must not be taken for it.
function isOutOfStep({ verdict, reply }: Delivery): boolean {
  const lost = verdict.kind === 'retry' && verdict.reason === 'lost';
  return lost || (reply?.stage === 'final' && verdict.kind !== 'accepted');
}

// RFC 6531 §3.5; nodemailer would send an address the relay has not agreed to read.
function refuseUtf8(): Delivery {
  const reply = { stage: 'rcpt' as const, code: 553, enhanced: '5.6.7', text: '' };
  return { verdict: judgeReply(reply), reply, reason: null, queueId: null };
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}
