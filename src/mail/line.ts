import type { Run } from './run.ts';
import type { Refusal, Session } from './session.ts';
import { explainStop } from './stop.ts';

// Many relays end a session after a hundred mails, and not all of them politely.
const MAILS_A_SESSION = 100;

/** A worker's way to the relay; `mails` went over its session. */
export interface Line {
  session: Session | null;
  mails: number;
}

/** The worker's session, a new one if need be; `null` if there is none to be had now. */
export async function connect(run: Run, line: Line): Promise<Session | null> {
  const { session, mails } = line;
  if (session?.usable() === true && mails < MAILS_A_SESSION) return session;
  await hangUp(run, line);
  if (run.halted.aborted) return null;
  const opened = await run.parts.connect(run.aborted);
  if ('refusal' in opened) {
    bear(run, opened.refusal);
    return null;
  }
  if (run.aborted.aborted) {
    opened.session.cut();
    return null;
  }
  run.connected = true;
  run.sessions.add(opened.session);
  line.session = opened.session;
  line.mails = 0;
  return opened.session;
}

export async function hangUp(run: Run, line: Line): Promise<void> {
  const { session } = line;
  if (session === null) return;
  line.session = null;
  await session.quit();
  run.sessions.delete(session);
}

// Nobody was let in yet: to try again is for the operator. Later it is a relay that needs a rest.
function bear(run: Run, refusal: Refusal): void {
  if (run.aborted.aborted) return;
  const { schedule, relay, now } = run.parts;
  const { verdict, reply } = refusal;
  const code = reply === null ? 'relay_unreachable' : 'relay_refused';
  if (verdict.kind === 'stop') run.stop(explainStop(verdict.code, relay, refusal));
  else if (!run.connected || schedule.pause(now())) run.stop(explainStop(code, relay, refusal));
  else schedule.useFewerConnections();
}
