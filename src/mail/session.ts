import type { Reply, Verdict } from './reply.ts';

/** Who a mail is from and for, as the relay is told; both already one deliverable address. */
export interface Envelope {
  from: string;
  to: string;
  /** `<…>`, which names the mail in bounces (ENVID, RFC 3461) and in a folder. */
  messageId: string;
}

/** What became of one attempt. */
export interface Delivery {
  verdict: Verdict;
  /** The reply that decided it; `null` if none came. */
  reply: Reply | null;
  /** What failed where no reply came: a system's or nodemailer's error code. */
  reason: string | null;
  queueId: string | null;
}

/** One way to the relay that takes one mail after the other. */
export interface Session {
  /** Whether another mail can go this way; once false it stays so. */
  usable: () => boolean;
  /**
   * Hands over one mail. `released` is awaited before the first byte of the body can leave; if it
   * rejects, no byte leaves and `deliver` rejects with the same error. Never rejects otherwise.
   */
  deliver: (
    envelope: Envelope,
    content: Buffer,
    released: () => Promise<void>,
  ) => Promise<Delivery>;
  /** Says goodbye. */
  quit: () => Promise<void>;
  /** Cuts the way at once; a delivery under way ends as lost. */
  cut: () => void;
}

/** Why no session came to be. */
export interface Refusal {
  verdict: Verdict;
  reply: Reply | null;
  reason: string | null;
}

export type Opened = { session: Session } | { refusal: Refusal };
