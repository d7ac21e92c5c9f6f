import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isTrustedHost, sendError, type Handler } from './http.ts';

/** One HTTP server for the control endpoint and the mailbox's pages. */
export async function startWeb(
  host: string,
  port: number,
  routes: { readonly mailbox: Handler; readonly control: Handler },
): Promise<{ server: Server; url: string }> {
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    if (!isTrustedHost(request.headers.host)) {
      return sendError(response, 421, 'WRONG_HOST', 'Ask by address or as localhost.');
    }
    const url = new URL(request.url ?? '/', 'http://simulator');
    const handler = /^\/mailbox(\/|$)/.test(url.pathname) ? routes.mailbox : routes.control;
    Promise.resolve(handler(request, response, url)).catch((error: unknown) => {
      console.error(`simulator: ${request.method} ${url.pathname} failed`, error);
      if (response.headersSent) response.destroy();
      else sendError(response, 500, 'FAULT', 'Something failed here; the log says what.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new Error(`HOST, CONTROL_PORT: ${host}:${port} can't be opened (${error.message}).`)),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return { server, url: `http://${reachable(host)}:${address.port}` };
}

/** Where a server that listens on all addresses is reached from this machine. */
export function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
