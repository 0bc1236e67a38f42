import type { Failures } from './failures.ts';

/** The refusals about cases of duplicates. */
type DuplicateFailures = Pick<
  Failures,
  | 'case_unknown'
  | 'case_member_unknown'
  | 'case_decided'
  | 'case_stale'
  | 'case_changed'
  | 'case_undecided'
  | 'case_seats_gone'
  | 'booking_kept'
>;

export const duplicateFailures: DuplicateFailures = {
  case_unknown: ({ case: id }) => ({
    message: `There is no case ${id}.`,
    hint: '“slotdesk duplicate list” shows the open ones.',
  }),
  case_member_unknown: ({ case: id, reference, members }) => ({
    message: `“${reference}” is no booking of case ${id}.`,
    hint: `One of these can be kept: ${members.join(', ')}`,
  }),
  case_decided: ({ case: id, state }) => ({
    message: `Case ${id} is ${state === 'resolved' ? 'resolved' : 'dismissed'} already.`,
    hint: `To take that back: slotdesk duplicate undo ${id}`,
  }),
  case_stale: ({ case: id }) => ({
    message: `Case ${id} is out of date: a booking of it has changed, or is no longer found to be the same person’s.`,
    hint: 'Look again: slotdesk duplicate find',
  }),
  case_changed: ({ case: id }) => ({
    message: `Case ${id} is no longer as it was shown; nothing was cancelled.`,
    hint: `Look at it again: slotdesk duplicate show ${id}`,
  }),
  case_undecided: ({ case: id, state }) => ({
    message: `Nothing of case ${id} can be taken back: it is ${state === 'open' ? 'open' : 'out of date'}.`,
    hint: 'What was decided: slotdesk duplicate list --state resolved,dismissed',
  }),
  case_seats_gone: ({ case: id, references, window, nearest }) => ({
    message: `Case ${id} cannot be taken back: the seat of ${references.join(', ')}${window === null ? '' : ` at ${window}`} is somebody else’s now; nothing was changed.`,
    hint:
      nearest.length === 0
        ? 'No seat is free in any window. More seats: slotdesk slot resize'
        : `Seats are free at ${nearest.join(', ')}: book the person anew there with slotdesk booking add`,
  }),
  booking_kept: ({ reference, case: id }) => ({
    message: `${reference} cannot be cancelled here: it is the appointment that was kept for case ${id}.`,
    hint: `Keep ${reference} here too, or take case ${id} back first: slotdesk duplicate undo ${id}`,
  }),
};
