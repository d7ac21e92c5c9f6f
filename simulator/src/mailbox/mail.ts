import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';

export type Attachment = {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly content: Buffer;
};

/** A mail as it is shown. Everything in it was written by a stranger. */
export type Mail = {
  readonly id: string;
  readonly receivedAt: string;
  readonly rawBytes: number;
  readonly from: string;
  /** Bare addresses, separated by commas. */
  readonly to: string;
  readonly subject: string;
  readonly date: string;
  readonly text: string;
  /** null: it has no HTML part. */
  readonly html: string | null;
  readonly links: readonly string[];
  readonly attachments: readonly Attachment[];
};

const MAX_LINKS = 50;

export async function readMail(id: string, receivedAt: string, raw: Buffer): Promise<Mail> {
  const parsed = await simpleParser(raw);
  const html = parsed.html || null;
  return {
    id,
    receivedAt,
    rawBytes: raw.length,
    from: addresses(parsed.from),
    to: addresses(parsed.to),
    subject: parsed.subject ?? '',
    date: parsed.date?.toISOString() ?? receivedAt,
    text: parsed.text ?? '',
    html,
    links: findLinks(parsed.text ?? '', html ?? ''),
    attachments: parsed.attachments.map((attachment, index) => readAttachment(attachment, index)),
  };
}

/** What the JSON list says of a mail: the attachments without their content. */
export function summarize({ attachments, rawBytes: _bytes, ...mail }: Mail): object {
  return { ...mail, attachments: attachments.map(({ content: _content, ...attachment }) => attachment) };
}

function addresses(field: AddressObject | AddressObject[] | undefined): string {
  const objects = Array.isArray(field) ? field : field ? [field] : [];
  return objects
    .flatMap(({ value }) => value.flatMap(({ address, group }) => group?.map((member) => member.address) ?? [address]))
    .filter((address) => address !== undefined && address !== '')
    .join(', ');
}

function readAttachment(attachment: ParsedMail['attachments'][number], index: number): Attachment {
  return {
    filename: attachment.filename ?? `attachment-${index + 1}`,
    contentType: attachment.contentType,
    size: attachment.size,
    content: attachment.content,
  };
}

/** Web addresses in both parts, in the order in which they stand. */
function findLinks(text: string, html: string): string[] {
  const hrefs = [...html.matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(([, double, single]) =>
    (double ?? single ?? '').replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').trim(),
  );
  const written = text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
  const found = [...hrefs, ...written.map((link) => link.replace(/[.,;:!?]+$/, ''))];
  return [...new Set(found.filter((link) => /^https?:\/\//i.test(link) && URL.canParse(link)))].slice(0, MAX_LINKS);
}
