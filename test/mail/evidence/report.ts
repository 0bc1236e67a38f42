interface Form {
  id?: number;
  action?: string;
  status?: string;
  diagnostic?: string;
  recipient?: string;
  original?: string;
  final?: string;
  /** `null` leaves it out. */
  messageId?: string | null;
  envelopeId?: string | null;
}

/** A delivery status notification as Postfix writes it. */
export function writeReport(form: Form = {}): string {
  const { id = 1, action = 'failed', status = '5.1.1' } = form;
  const recipient = form.recipient ?? `p${id}@citizen.example`;
  const { original = recipient, final = recipient } = form;
  const { messageId = `<b${id}.confirmation.v1@office.example>` } = form;
  const { envelopeId = `b${id}.confirmation.v1@office.example` } = form;
  const {
    diagnostic = `smtp; 550 5.1.1 <${recipient}>: Recipient address rejected: User\n    unknown`,
  } = form;
  return `Return-Path: <>
Received: by mail.office.example (Postfix) id 7BOUNCE; Mon, 14 Jun 2021 20:20:07 +0200 (CEST)
Date: Mon, 14 Jun 2021 20:20:00 +0200
From: MAILER-DAEMON@mail.office.example (Mail Delivery System)
To: office@office.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="7BOUNCE/mail"

--7BOUNCE/mail
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--7BOUNCE/mail
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.office.example
${envelopeId === null ? '' : `Original-Envelope-Id: ${envelopeId}\n`}X-Postfix-Queue-ID: 4Q${id}AAAA
Arrival-Date: Mon, 14 Jun 2021 20:15:10 +0200 (CEST)

Final-Recipient: rfc822; ${final}
Original-Recipient: rfc822;${original}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.citizen.example
Diagnostic-Code: ${diagnostic}

--7BOUNCE/mail
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: office@office.example
To: ${recipient}
${messageId === null ? '' : `Message-ID: ${messageId}\n`}Subject: Ihr Termin

--7BOUNCE/mail--
`;
}
