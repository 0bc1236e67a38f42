import { Failure } from '../failure.ts';
import type { Claim } from './ledger.ts';
import type { Reply, Verdict } from './reply.ts';
import type { Run } from './run.ts';
import type { Delivery } from './session.ts';
import { explainStop, writeReply } from './stop.ts';

/** Draws the conclusions from an attempt: for the mail, for the others, for the run. */
export function conclude(run: Run, claimed: Claim, delivery: Delivery): void {
  const { schedule, relay, now } = run.parts;
  const { verdict, reply } = delivery;
  switch (verdict.kind) {
    case 'accepted':
      schedule.noteAccepted();
      schedule.finish();
      run.record(claimed, { outcome: 'accepted' }, delivery);
      return;
    case 'failed':
      schedule.finish();
      run.record(claimed, { outcome: 'failed' }, delivery);
      if (schedule.noteJudged(verdict.suspicious)) run.stop(explainRefusals(run, reply));
      return;
    case 'uncertain':
      schedule.finish();
      run.record(claimed, { outcome: 'uncertain' }, delivery);
      if (schedule.noteLost(now())) run.stop(explainStop('relay_unreachable', relay, delivery));
      return;
    case 'stop':
      schedule.putBack(claimed.id);
      run.record(claimed, { outcome: 'unsent' }, delivery);
      run.stop(explainStop(verdict.code, relay, { ...delivery, sender: claimed.sender }));
      return;
    case 'retry':
      retry(run, claimed, delivery, verdict);
      return;
    default:
      verdict satisfies never;
  }
}

function retry(
  run: Run,
  claimed: Claim,
  delivery: Delivery,
  verdict: Verdict & { kind: 'retry' },
): void {
  const { schedule, relay, now } = run.parts;
  if (run.aborted.aborted && delivery.reply === null) {
    schedule.putBack(claimed.id);
    run.record(claimed, { outcome: 'unsent' }, delivery);
    return;
  }
  const time = now();
  const code = delivery.reply === null ? 'relay_unreachable' : 'relay_refused';
  const lost = verdict.reason === 'lost';
  if (!lost) schedule.noteJudged(false);
  if (verdict.fewerConnections) schedule.useFewerConnections();
  const exhausted = lost ? schedule.noteLost(time) : verdict.pauseAll && schedule.pause(time);
  const due = Math.ceil(schedule.chooseDue(verdict.reason, claimed.attempts, time));
  schedule.postpone(claimed.id, due, time);
  run.record(claimed, { outcome: 'retry', notBefore: due }, delivery);
  if (exhausted) run.stop(explainStop(code, relay, delivery));
}

function explainRefusals(run: Run, reply: Reply | null): Failure {
  const { relay, schedule } = run.parts;
  const times = schedule.refusals;
  return new Failure('mails_refused', { relay: relay.label, times, reply: writeReply(reply) });
}
