import { createHash } from 'node:crypto';
import type { Mail } from './mail.ts';

const STYLE = `
:root { color-scheme: light dark; --ground: light-dark(#f6f7f9, #101317); --card: light-dark(#fff, #181c22);
  --ink: light-dark(#16191d, #e8ebef); --soft: light-dark(#5b6470, #9aa4b1); --line: light-dark(#e2e6eb, #2a3038);
  --mark: light-dark(#b45309, #f5a524); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; height: 100dvh;
  display: grid; grid-template: auto 1fr / minmax(16rem, 24rem) 1fr; }
header { grid-column: 1 / -1; display: flex; gap: .75rem; align-items: baseline; padding: .9rem 1.25rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1rem; margin: 0; } h1 a { color: inherit; text-decoration: none; } header p { margin: 0; color: var(--soft); font-size: .85rem; }
nav { overflow-y: auto; border-right: 1px solid var(--line); background: var(--card); }
nav a { display: block; padding: .7rem 1.25rem; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; border-left: 3px solid transparent; }
nav a:hover { background: var(--ground); } nav a[aria-current] { border-left-color: var(--mark); background: var(--ground); }
a:focus-visible { outline: 2px solid var(--mark); outline-offset: -2px; }
nav b { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
nav small, dt, .empty, footer { color: var(--soft); } nav small { display: flex; justify-content: space-between; gap: 1rem; }
nav small span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } time { white-space: nowrap; font-variant-numeric: tabular-nums; }
main { overflow: auto; display: flex; flex-direction: column; min-width: 0; }
article { padding: 1.25rem; border-bottom: 1px solid var(--line); } h2 { margin: 0 0 .5rem; font-size: 1.25rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .8rem; margin: 0; } dd { margin: 0; overflow-wrap: anywhere; }
dd a { color: var(--mark); } iframe { flex: 1; min-height: 24rem; border: 0; background: #fff; }
pre { padding: 1.25rem; margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
.empty { padding: 2rem 1.25rem; margin: 0; }
@media (max-width: 44rem) { body { grid-template: auto 1fr / 1fr; } nav { border-right: 0; } body.reading nav, body:not(.reading) main { display: none; } }
`;

/** The page runs no script at all; the one style that it has is named by its hash. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** All mails on the left, the chosen one beside them. The list alone looks for new mail by itself. */
export function renderPage(mails: readonly Mail[], open: Mail | null): string {
  const refresh = open ? '' : '<meta http-equiv="refresh" content="5">';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
${refresh}<title>Mailbox</title><style>${STYLE}</style></head><body${open ? ' class="reading"' : ''}>
<header><h1><a href="/mailbox">Mailbox</a></h1><p>Everything that the demo sends ends here; nothing leaves this machine.</p></header>
<nav aria-label="Mails">${mails.length === 0 ? '<p class="empty">No mail yet.</p>' : mails.map((mail) => item(mail, mail === open)).join('')}</nav>
<main>${open ? reading(open) : `<p class="empty">${mails.length === 0 ? 'Send an invitation or an invoice and it arrives here.' : 'Choose a mail to read it.'}</p>`}</main>
</body></html>`;
}

function item(mail: Mail, isOpen: boolean): string {
  return `<a href="/mailbox?id=${encodeURIComponent(mail.id)}"${isOpen ? ' aria-current="true"' : ''}>
<b>${escape(mail.subject || '(no subject)')}</b><small><span>${escape(mail.to)}</span>${time(mail.receivedAt)}</small></a>`;
}

function reading(mail: Mail): string {
  const base = `/mailbox/messages/${encodeURIComponent(mail.id)}`;
  const links = mail.links.map((link) => anchor(link, escape(link)));
  const files = mail.attachments.map(({ filename, size }, index) =>
    anchor(`${base}/attachments/${index}`, `${escape(filename)} (${Math.ceil(size / 1024)} kB)`),
  );
  const body =
    mail.html === null
      ? `<pre>${escape(mail.text)}</pre>`
      : `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail" src="${base}/html"></iframe>`;
  return `<article><h2>${escape(mail.subject || '(no subject)')}</h2><dl>
<dt>From</dt><dd>${escape(mail.from)}</dd><dt>To</dt><dd>${escape(mail.to)}</dd><dt>Date</dt><dd>${time(mail.date)}</dd>
${list('Links', links)}${list('Files', files)}</dl></article>${body}`;
}

function list(name: string, entries: readonly string[]): string {
  return entries.length === 0 ? '' : `<dt>${name}</dt><dd>${entries.join('<br>')}</dd>`;
}

function anchor(href: string, label: string): string {
  return `<a href="${escape(href)}" target="_blank" rel="noopener noreferrer">${label}</a>`;
}

function time(iso: string): string {
  return `<time datetime="${escape(iso)}">${escape(iso.slice(0, 16).replace('T', ' '))} UTC</time>`;
}

function escape(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}
