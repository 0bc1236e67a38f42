import type { AuditAction } from '../../audit-actions.ts';

const actions: Record<AuditAction, string> = {
  'booking.add': 'booking taken',
  'booking.cancel': 'booking cancelled',
  'booking.import': 'bookings imported',
  'campaign.init': 'campaign created',
  'campaign.set': 'setting changed',
  'contingent.add': 'contingent added',
  'contingent.close': 'contingent closed',
  'contingent.hold': 'contingent held back',
  'contingent.open': 'contingent opened',
  'contingent.release': 'leftovers released',
  'contingent.release_back': 'release taken back',
  'mail.evidence': 'delivery evidence read',
  'mail.letters_done': 'marked as contacted',
  'mail.letters_undone': 'mark of contact taken back',
  'mail.notice': 'notice written',
  'mail.prepare': 'mail prepared',
  'mail.progress': 'mail sent',
  'mail.recover': 'interrupted run taken up',
  'mail.requeue': 'uncertain mail queued again',
  'mail.test': 'test mail sent',
  'mail.withdraw': 'mail withdrawn',
  'slot.resize': 'slot resized',
};

export const audit = {
  actions,
  at: 'When',
  actor: 'Who',
  action: 'What',
  subject: 'Which',
  nothing: 'The audit log has no such line.',
  more: (count: string) => `${count} more`,
  imported: (added: string, updated: string) => `${added} new, ${updated} changed`,
  release: (number: string) => `release ${number}`,
  sound: (entries: string) => `The audit log is unbroken: ${entries} entries.`,
  broken: (line: string) => [
    `The audit log is broken at line ${line}: it was changed, or the line before it is gone.`,
    'Keep a copy of the campaign file as it is, and compare it with the last backup.',
  ],
};
