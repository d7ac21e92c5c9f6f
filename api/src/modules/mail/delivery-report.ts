import { simpleParser } from 'mailparser';

/** A report stands at a mail's beginning; what follows it is the mail that came back. */
export const reportBytes = 262_144;

/**
 * Why a mail came back, in the words of the server that would not have it (RFC 3464); null for a mail that says no such
 * thing: an answer that somebody is away, a notice that delivery takes longer, anything that isn't a report.
 */
export async function failureIn(raw: Buffer): Promise<string | null> {
  const mail = await simpleParser(raw.subarray(0, reportBytes), { skipHtmlToText: true, skipTextToHtml: true });
  const type = mail.headers.get('content-type') as { value?: string; params?: Record<string, string> } | undefined;
  if (type?.value !== 'multipart/report' || type.params?.['report-type']?.toLowerCase() !== 'delivery-status')
    return null;
  // The parser adds the machine's part to the text; that of RFC 6533 it takes for an attachment.
  const global = mail.attachments.find(({ contentType }) => contentType === 'message/global-delivery-status');
  return failureOf(global?.content.toString('utf8') ?? mail.text ?? '');
}

/** The first recipient that was given up, by the report's last part that names its server. */
function failureOf(text: string): string | null {
  const report = text.slice([...text.matchAll(/^Reporting-MTA:/gim)].at(-1)?.index ?? 0);
  for (const block of report.split(/\r?\n\s*\r?\n/)) {
    const field = (name: string) =>
      new RegExp(`^${name}:[ \\t]*((?:.*)(?:\\r?\\n[ \\t]+.*)*)`, 'im').exec(block)?.[1]?.replace(/\s+/g, ' ').trim();
    if (field('Action')?.toLowerCase() !== 'failed') continue;
    const said = field('Diagnostic-Code')?.replace(/^[\w-]+\s*;\s*/, '');
    return (
      said || `${field('Status') ?? '5.0.0'} ${field('Final-Recipient')?.replace(/^[\w-]+\s*;\s*/, '') ?? ''}`.trim()
    );
  }
  return null;
}
