import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GraphQLSchema } from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Installation } from '../context.ts';
import { limits } from '../graphql/limits.ts';
import { clientAddressOf } from '../http/client-address.ts';
import { originAllowed } from '../http/origin.ts';
import { pathOf } from '../http/path.ts';
import { readSessionCookie } from '../modules/identity/cookie.ts';
import { Connection } from './connection.ts';
import { LiveHub, type Pace } from './hub.ts';

export type Live = { readonly hub: LiveHub; close(): void };

const pace: Pace = { tickMs: 500, authenticateEveryMs: 2_000 };

/**
 * Serves subscriptions on `/graphql` of an HTTP server: `graphql-transport-ws`, signed in by cookie or by
 * `connectionParams.authorization`. Nothing is compressed: it would cost more than all the rest together.
 */
export function attachLive(
  http: Server,
  of: { schema: GraphQLSchema; installation: Installation; trustedProxies?: number } & Partial<Pace>,
): Live {
  const { schema, installation, trustedProxies = 0, ...given } = of;
  const hub = new LiveHub(schema, installation, { ...pace, ...given });
  const secure = installation.publicUrl.startsWith('https:');
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
    handleProtocols: (offered) => (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false),
  });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (pathOf(request) !== '/graphql') return refuse(socket, '404 Not Found');
    if (!originAllowed(request, installation.publicUrl)) return refuse(socket, '403 Forbidden');
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (webSocket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL)
        return webSocket.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
      const token = readSessionCookie(request.headers.cookie, secure);
      new Connection(webSocket, hub, {
        credential: token ? { kind: 'session', token } : null,
        clientAddress: clientAddressOf(request, trustedProxies),
        stream: socket,
      });
    });
  };
  http.on('upgrade', upgrade);
  return {
    hub,
    close() {
      http.off('upgrade', upgrade);
      hub.close();
      sockets.close();
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
