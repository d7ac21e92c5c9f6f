/** What a mail says, in both forms. */
export type MailContent = { readonly subject: string; readonly text: string; readonly html: string };

type Letter = {
  readonly subject: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly button?: { readonly label: string; readonly url: string };
};

/** A letter under the organization's name and colour. Everything in it is text: markup in a name stays a name. */
export function brandedMail(
  branding: {
    displayName: string;
    slogan: string | null;
    primaryColor: string | null;
    logoUrl?: string | null;
  },
  letter: Letter,
): MailContent {
  const color = branding.primaryColor ?? '#1d4ed8';
  const name = escape(branding.displayName);
  const head = branding.logoUrl
    ? `<img src="${escape(branding.logoUrl)}" alt="${name}" style="max-height:64px;max-width:240px;display:block">`
    : `<p style="font-size:18px;font-weight:600;margin:0">${name}</p>`;
  const button = letter.button
    ? `<p style="margin:28px 0"><a href="${escape(letter.button.url)}" style="background:${color};color:#ffffff;padding:12px 20px;border-radius:8px;text-decoration:none;font-weight:600">${escape(letter.button.label)}</a></p>
<p style="color:#6b7280;font-size:13px">Or open this address: <br>${escape(letter.button.url)}</p>`
    : '';
  return {
    subject: letter.subject,
    text: [
      letter.greeting,
      ...letter.paragraphs,
      ...(letter.button ? [`${letter.button.label}: ${letter.button.url}`] : []),
      branding.displayName,
    ].join('\n\n'),
    html: `<!doctype html><html lang="en"><body style="margin:0;background:#f4f4f5;font-family:system-ui,sans-serif;color:#18181b">
<div style="max-width:560px;margin:0 auto;padding:32px 24px"><div style="background:#ffffff;border-radius:8px;padding:32px;border-top:4px solid ${color}">
${head}
${branding.slogan ? `<p style="color:#6b7280;margin:4px 0 0">${escape(branding.slogan)}</p>` : ''}
<p style="margin-top:24px">${escape(letter.greeting)}</p>
${letter.paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`).join('\n')}
${button}</div></div></body></html>`,
  };
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] as string);
