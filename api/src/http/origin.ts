import type { IncomingMessage } from 'node:http';

/**
 * Whether a request may come from where it says: a page of this server, or no page at all (programs, address bar).
 * Checked on every route and every WebSocket upgrade, so that another site's page can't use a signed-in browser.
 */
export function originAllowed(request: IncomingMessage, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (origin !== undefined) return origin === publicUrl || (host !== undefined && originHost(origin) === host);
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
}

const originHost = (origin: string): string | null => URL.parse(origin)?.host ?? null;
