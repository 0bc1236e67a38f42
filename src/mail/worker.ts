import { parseAddress } from './address.ts';
import { conclude } from './conclude.ts';
import { claim, release, type Claim } from './ledger.ts';
import { connect, hangUp, isFree, type Line } from './line.ts';
import { judgeReply, type Reply } from './reply.ts';
import type { Run } from './run.ts';
import type { Delivery, Session } from './session.ts';

// A grant older than this is not the throttle's any more: mails would come to the relay in a bunch.
const GRANT_MS = 10;

/** Takes one mail after the other over a session of its own until nothing is left to do. */
export async function work(run: Run): Promise<void> {
  const { schedule, now } = run.parts;
  const line: Line = { session: null, mails: 0 };
  schedule.enter();
  try {
    for (;;) {
      const step = schedule.step(now());
      if (step.kind === 'done') return;
      if (step.kind === 'wait') await run.idle(step.until);
      else await handle(run, line, step.id);
    }
  } finally {
    schedule.leave();
    run.ring();
    await hangUp(run, line);
  }
}

async function handle(run: Run, line: Line, id: number): Promise<void> {
  const { schedule, throttle, commits, database, relay, actor, now } = run.parts;
  // The session stands before the token is taken, so that no handshake comes between it and the mail,
  // and is looked at once more after a wait in which the relay may have ended it.
  await connect(run, line);
  const granted = line.session !== null && (throttle === null || (await throttle.take(run.halted)));
  const session = granted ? await connect(run, line) : null;
  if (session === null || schedule.mustWait(now())) {
    schedule.putBack(id);
    run.ring();
    return;
  }
  let claimed = await commits.add(() => claim(database, id, relay.label, actor.now()));
  if (claimed === null) withdraw(run);
  while (claimed !== null) {
    line.mails += 1;
    let ahead: Ahead | null = null;
    const delivery = await attempt(run, session, claimed, () => {
      ahead = takeAhead(run, line);
    });
    conclude(run, claimed, delivery, ahead !== null);
    run.ring();
    claimed = await goAhead(run, line, ahead);
  }
}

/** A mail claimed while another one is under way: it shares the commit of that one's release. */
interface Ahead {
  id: number;
  claimed: Promise<Claim | null>;
  granted: number;
}

function takeAhead(run: Run, line: Line): Ahead | null {
  const { schedule, throttle, commits, database, relay, actor, now } = run.parts;
  const id = isFree(line) ? schedule.stepAhead(now()) : null;
  if (id === null) return null;
  const granted = performance.now();
  if (throttle !== null && throttle.ask(granted) > 0) {
    schedule.putBack(id);
    return null;
  }
  const claimed = commits.add(() => claim(database, id, relay.label, actor.now()));
  // Who waits for it may have failed of the same before; it is told there.
  claimed.catch(() => undefined);
  return { id, claimed, granted };
}

/** The mail taken ahead, now that its turn has come; `null`: there is none, or it had to go back. */
async function goAhead(run: Run, line: Line, ahead: Ahead | null): Promise<Claim | null> {
  const { schedule, throttle, now } = run.parts;
  const claimed = (await ahead?.claimed) ?? null;
  if (ahead === null) return null;
  if (claimed === null) {
    withdraw(run);
    return null;
  }
  const stale = throttle !== null && performance.now() - ahead.granted > GRANT_MS;
  const granted = !stale || (await throttle.take(run.halted));
  if (granted && isFree(line) && schedule.mayGoAhead(now())) return claimed;
  schedule.putBack(ahead.id);
  run.record(claimed, { outcome: 'unsent' }, { reply: null, reason: null, queueId: null });
  run.ring();
  return null;
}

function withdraw(run: Run): void {
  run.parts.schedule.finish();
  run.parts.progress.note('withdrawn');
  run.ring();
}

async function attempt(
  run: Run,
  session: Session,
  claimed: Claim,
  onRelease: () => void,
): Promise<Delivery> {
  const { commits, database, actor } = run.parts;
  const { sender, recipient, messageId, content } = claimed;
  const from = parseAddress(sender)?.address;
  const to = parseAddress(recipient)?.address;
  // RFC 3463: bad sender's, bad destination mailbox address syntax.
  if (from === undefined) return refuseHere({ stage: 'mail', enhanced: '5.1.7' });
  if (to === undefined) return refuseHere({ stage: 'rcpt', enhanced: '5.1.3' });
  return await session.deliver({ from, to, messageId }, content, async () => {
    const stored = commits.add(() => release(database, claimed, actor.now()));
    onRelease();
    const free = await stored;
    if (!free) throw new Error(`message ${claimed.id} was no longer claimed`);
  });
}

function refuseHere(fault: Pick<Reply, 'stage' | 'enhanced'>): Delivery {
  const reply = { ...fault, code: 553, text: '' };
  return { verdict: judgeReply(reply), reply, reason: null, queueId: null };
}
