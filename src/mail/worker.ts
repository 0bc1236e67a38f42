import { parseAddress } from './address.ts';
import { conclude } from './conclude.ts';
import { claim, release, type Claim } from './ledger.ts';
import { connect, hangUp, type Line } from './line.ts';
import { judgeReply, type Reply } from './reply.ts';
import type { Run } from './run.ts';
import type { Delivery, Session } from './session.ts';

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
  const { schedule, throttle, commits, database, relay, actor, progress, now } = run.parts;
  // The session stands before the token is taken, so that no handshake comes between it and the mail,
  // and is looked at once more after a wait in which the relay may have ended it.
  if ((await connect(run, line)) === null) {
    schedule.putBack(id);
    run.ring();
    return;
  }
  if (!schedule.lay(id, now())) return;
  const grant = throttle === null ? 0 : await throttle.take(run.halted);
  const session = grant !== null ? await connect(run, line) : null;
  if (session === null || grant === null || schedule.mustWait(now())) {
    schedule.withdraw();
    run.ring();
    return;
  }
  const drawn = schedule.draw(now());
  run.ring();
  const claimed = await commits.add(() => claim(database, drawn, relay.label, actor.now()));
  if (claimed === null) {
    schedule.finish();
    progress.note('withdrawn');
  } else {
    line.mails += 1;
    conclude(run, claimed, await attempt(run, session, claimed, grant));
  }
  run.ring();
}

async function attempt(
  run: Run,
  session: Session,
  claimed: Claim,
  grant: number,
): Promise<Delivery> {
  const { commits, database, actor, throttle, schedule, now } = run.parts;
  const { sender, recipient, messageId, content } = claimed;
  const from = parseAddress(sender)?.address;
  const to = parseAddress(recipient)?.address;
  // RFC 3463: bad sender's, bad destination mailbox address syntax.
  if (from === undefined) return refuseHere({ stage: 'mail', enhanced: '5.1.7' });
  if (to === undefined) return refuseHere({ stage: 'rcpt', enhanced: '5.1.3' });
  return await session.deliver({ from, to, messageId }, content, async () => {
    const free = await commits.add(() => release(database, claimed, actor.now()));
    if (!free) throw new Error(`message ${claimed.id} was no longer claimed`);
    throttle?.left(grant, performance.now());
    schedule.left(claimed.id, now());
  });
}

function refuseHere(fault: Pick<Reply, 'stage' | 'enhanced'>): Delivery {
  const reply = { ...fault, code: 553, text: '' };
  return { verdict: judgeReply(reply), reply, reason: null, queueId: null };
}
