import type { IncomingMessage, ServerResponse } from 'node:http';
import { SAFE_HEADERS, sendError, sendJson, type Handler } from '../http.ts';
import { summarize, type Mail } from './mail.ts';
import { PAGE_POLICY, renderPage } from './page.ts';
import type { MailStore } from './store.ts';

/**
 * A mail's own HTML runs no script, loads nothing and has an origin of its own, even when it is opened outside of the
 * page's frame. Its links may open a tab: an invitation has to be followed.
 */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

export function mailboxRoutes(store: MailStore): Handler {
  return async (request, response, url) => {
    const [, , collection, id, part, index] = url.pathname.split('/').map(decodeURIComponent);
    if (!collection) return sendPage(store, response, url.searchParams.get('id'));
    if (collection !== 'messages') return notFound(response);
    if (!id) return answerList(store, request, response);
    const mail = store.find(id);
    if (!mail) return notFound(response);
    if (!part) return sendJson(response, 200, summarize(mail));
    if (part === 'html' && mail.html !== null) return sendHtml(response, openingTabs(mail.html), MAIL_POLICY);
    if (part === 'attachments') return sendAttachment(response, mail, Number(index));
    notFound(response);
  };
}

async function answerList(store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'DELETE') {
    await store.clear();
    response.writeHead(204, SAFE_HEADERS).end();
  } else {
    sendJson(response, 200, store.mails.map(summarize));
  }
}

function sendPage(store: MailStore, response: ServerResponse, id: string | null): void {
  sendHtml(response, renderPage(store.mails, id === null ? null : store.find(id)), PAGE_POLICY);
}

function sendHtml(response: ServerResponse, html: string, policy: string): void {
  response.writeHead(200, {
    ...SAFE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
  });
  response.end(html);
}

/** A link must leave the frame, which shows nothing but the mail. The first base counts, whatever the mail brings. */
function openingTabs(html: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}

/** Always a download under a harmless type: nothing that came by mail opens by itself in this origin. */
function sendAttachment(response: ServerResponse, { attachments }: Mail, index: number): void {
  const attachment = attachments[index];
  if (!attachment) return notFound(response);
  const isPdf = attachment.contentType === 'application/pdf';
  response.writeHead(200, {
    ...SAFE_HEADERS,
    'content-type': isPdf ? 'application/pdf' : 'application/octet-stream',
    'content-length': attachment.content.length,
    'content-security-policy': "sandbox; default-src 'none'",
    'content-disposition': `attachment; filename*=UTF-8''${encodeFilename(attachment.filename)}`,
  });
  response.end(attachment.content);
}

function encodeFilename(name: string): string {
  return encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
}

function notFound(response: ServerResponse): void {
  sendError(response, 404, 'NOT_FOUND', 'Nothing is here.');
}
