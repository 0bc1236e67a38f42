import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { probeRelay } from '../../src/mail/probe.ts';
import { parseRelay } from '../../src/mail/relay.ts';
import { authority, certificate, startReceivingRelay } from '../smtp/receiving-relay.ts';
import { startScriptedRelay } from '../smtp/scripted-relay.ts';

describe('the relay, looked at', () => {
  it('that would take mails gets none', async () => {
    const relay = await startReceivingRelay({ ...certificate('relay'), password: 'right' });
    const url = parseRelay(`smtp://office@localhost:${relay.port}?tls=required&ca=${authority}`);
    expect(await probeRelay(url, 'right')).toBeNull();
    expect(relay.ledger.size).toBe(0);
    expect(await probeRelay(url, 'wrong')).toMatchObject({ code: 'relay_auth_failed' });
  });

  it('that refuses us is told from one that is not there', async () => {
    const relay = await startScriptedRelay(({ stage }) =>
      stage === 'greeting' ? '554 no' : undefined,
    );
    expect(await probeRelay(parseRelay(relay.url), null)).toMatchObject({
      code: 'relay_refused',
      facts: { reply: '554 no' },
    });
    expect(await probeRelay(parseRelay('smtp://127.0.0.1:1'), null)).toMatchObject({
      code: 'relay_unreachable',
    });
  });

  it('that is a folder need not be there yet, and is not made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'slotdesk-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(await probeRelay(parseRelay(`folder:${folder}/new/outbox`), null)).toBeNull();
    expect(existsSync(`${folder}/new`)).toBe(false);
    writeFileSync(`${folder}/file`, '');
    expect(await probeRelay(parseRelay(`folder:${folder}/file/outbox`), null)).toMatchObject({
      code: 'file_unwritable',
    });
  });
});
