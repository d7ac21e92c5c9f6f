/** A mail server's report that a mail came back, as Postfix writes it; `about` is what the test changes of it. */
export function deliveryReport(about: {
  readonly to: string;
  readonly action?: 'failed' | 'delayed';
  readonly diagnostic?: string;
  /** Bytes of the mail that came back. */
  readonly returned?: number;
}): string {
  const lines = [
    'From: MAILER-DAEMON@mx.example.com (Mail Delivery System)',
    `To: ${about.to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=_B"',
    '',
    '--=_B',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host mx.example.com.',
    'Action: failed',
    '',
    '--=_B',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.com',
    'X-Postfix-Queue-ID: 4F2A01',
    '',
    'Final-Recipient: rfc822; gone@example.com',
    `Action: ${about.action ?? 'failed'}`,
    'Status: 5.1.1',
    'Remote-MTA: dns; mail.example.com',
    ...(about.diagnostic === undefined ? [] : [`Diagnostic-Code: smtp; ${about.diagnostic}`]),
    '',
    '--=_B',
    'Content-Type: message/rfc822',
    '',
    'Subject: Invoice INV-000001',
    '',
    ...Array.from({ length: Math.ceil((about.returned ?? 0) / 72) }, () => 'x'.repeat(70)),
    '--=_B--',
  ];
  return `${lines.join('\r\n')}\r\n`;
}
