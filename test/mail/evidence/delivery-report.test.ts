import { describe, expect, it } from 'vitest';
import { readDeliveryReport } from '../../../src/mail/evidence/delivery-report.ts';
import { readMails } from '../../../src/mail/evidence/mailbox.ts';
import { planMails, type MailPlan } from '../../../src/mail/evidence/plan.ts';
import { inventMail } from './relay-log.ts';
import { writeReport } from './report.ts';

const mail = inventMail(1, { state: 'accepted', at: 10 });

async function judge(...reports: string[]): Promise<MailPlan> {
  const read = await Promise.all(reports.map((one) => readDeliveryReport(Buffer.from(one))));
  return planMails([mail], { log: null, reports: read.filter((one) => one !== null) });
}

describe('a delivery report', () => {
  it('says that a mail came back, and why', async () => {
    const { changes } = await judge(writeReport());
    expect(changes).toMatchObject([
      {
        mail: { id: 1 },
        delivery: {
          kind: 'bounced',
          code: '5.1.1',
          reason: 'unknown_user',
          at: Date.parse('2021-06-14T20:20:07+02:00'),
        },
      },
    ]);
  });

  it('of a delay is no failure, of a success is one, of a relaying nothing', async () => {
    const kinds = ['delayed', 'delivered', 'relayed'].map((action) => writeReport({ action }));
    const plans = await Promise.all(kinds.map((one) => judge(one)));
    expect(plans.map(({ changes }) => changes[0]?.delivery?.kind)).toEqual([
      'deferred',
      'delivered',
      undefined,
    ]);
    expect(plans[2]?.reports.silent).toBe(1);
  });

  it('is known by the envelope id or the returned head, and must not contradict itself', async () => {
    const id = 'b1.confirmation.v1@office.example';
    const used = async (form: Parameters<typeof writeReport>[0]): Promise<number> =>
      (await judge(writeReport(form))).reports.used;
    expect(await used({ envelopeId: null })).toBe(1);
    expect(await used({ messageId: null, envelopeId: id })).toBe(1);
    expect(await used({ messageId: '<b9.confirmation.v1@office.example>', envelopeId: id })).toBe(
      0,
    );
    expect(await used({ envelopeId: 'guessed' })).toBe(0);
    expect(await used({ messageId: '<guessed@office.example>', envelopeId: null })).toBe(0);
    expect(await used({ messageId: null, envelopeId: null })).toBe(0);
  });

  it('about somebody else is not used', async () => {
    const plan = await judge(writeReport({ original: 'other@citizen.example' }));
    expect(plan).toMatchObject({ changes: [], reports: { used: 0, foreignRecipient: 1 } });
    const forwarded = await judge(writeReport({ final: 'forward@elsewhere.example' }));
    expect(forwarded.reports.used).toBe(1);
  });

  it('proves that an uncertain mail had been taken', async () => {
    const report = await readDeliveryReport(Buffer.from(writeReport({ action: 'delayed' })));
    const plan = planMails([inventMail(1)], {
      log: null,
      reports: report === null ? [] : [report],
    });
    expect(plan.changes).toMatchObject([
      { settled: { kind: 'accepted' }, attempts: [{ id: 10, outcome: 'accepted' }] },
    ]);
  });

  it('is no other mail, however it looks', async () => {
    for (const text of [
      '',
      'Subject: delivery-status\n\nnothing',
      'message/delivery-status',
      '\u0000',
    ])
      expect(await readDeliveryReport(Buffer.from(text))).toBeNull();
    const broken = writeReport().slice(0, -300);
    expect((await judge(broken)).changes.length).toBeLessThanOrEqual(1);
  });
});

describe('a mailbox', () => {
  const read = async (text: string, size: number): Promise<string[]> => {
    async function* cut(): AsyncGenerator<Buffer> {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const mails: string[] = [];
    for await (const one of readMails(cut())) mails.push(one.toString());
    return mails;
  };

  it('gives each mail of an mbox, wherever it is cut, and one mail as it is', async () => {
    const box =
      'From a Mon Jun 14\nSubject: ä\n\n>From here\nFrom there\n\nFrom b Mon Jun 14\nSubject: 2\n\nx\n';
    for (const size of [1, 7, 1000]) {
      expect(await read(box, size)).toEqual([
        'Subject: ä\n\nFrom here\nFrom there\n',
        'Subject: 2\n\nx\n',
      ]);
      expect(await read('Subject: 1\n\nx\n\nFrom b Mon\n', size)).toEqual([
        'Subject: 1\n\nx\n\nFrom b Mon\n',
      ]);
    }
    expect(await read('', 1)).toEqual([]);
  });
});
