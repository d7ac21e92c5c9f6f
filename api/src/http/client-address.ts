import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * Where a request comes from: the socket's other end, or behind proxies of ours what the outermost of them was asked
 * from. Each proxy adds its caller at the right of X-Forwarded-For; what stands further left anybody may have written.
 */
export function clientAddressOf({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const hops = [socket.remoteAddress ?? 'unknown', ...forwarded.map((hop) => hop.trim()).reverse()];
  const known = hops.slice(0, trustedProxies + 1).filter((hop, index) => index === 0 || isIP(hop) > 0);
  return known.at(-1) as string;
}
