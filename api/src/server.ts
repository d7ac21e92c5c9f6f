import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import express, { type Express } from 'express';
import type { GraphQLSchema } from 'graphql';
import { type Context, contextFor, type Installation, type SessionCookie } from './context.ts';
import { Budget } from './graphql/budget.ts';
import { publicError } from './graphql/errors.ts';
import { tooMuchOf } from './graphql/limits.ts';
import { apps } from './http/apps.ts';
import { clientAddressOf } from './http/client-address.ts';
import { answerGraphql } from './http/graphql.ts';
import { originAllowed } from './http/origin.ts';
import { pathOf } from './http/path.ts';
import { readSessionCookie, sessionCookie } from './modules/identity/cookie.ts';
import { authenticate, type Credential, type Viewer } from './modules/identity/index.ts';
import { auditExport } from './modules/audit/index.ts';
import { attachLive } from './live/attach.ts';
import { contractDocuments } from './modules/contracts/index.ts';
import { customersExport } from './modules/customers/index.ts';
import { minersExport } from './modules/fleet/index.ts';
import { documents } from './modules/invoices/index.ts';
import { logos } from './modules/organizations/index.ts';
import { createSchema } from './schema.ts';

export type RunningServer = { readonly url: string; readonly http: Server; stop(): Promise<void> };

type Place = { readonly host: string; readonly port: number; readonly trustedProxies?: number };

/** HTTP, GraphQL and the apps on one port. `installation` is built once the port is known: its public address may depend on it. */
export async function startServer(place: Place, installationAt: (url: string) => Installation): Promise<RunningServer> {
  const http = createServer();
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(place.port, place.host, resolve));
  const { port } = http.address() as AddressInfo;
  const url = `http://${place.host.includes(':') ? `[${place.host}]` : place.host}:${port}`;
  const installation = installationAt(url);
  const schema = createSchema();
  const trustedProxies = place.trustedProxies ?? 0;
  const contextFrom: ContextFrom = (request, response) =>
    contextOf(installation, request, response, clientAddressOf(request, trustedProxies));
  const apollo = await apolloOver(schema);
  const graphql = answerGraphql(apollo, contextFrom);
  const app = pages(installation, contextFrom);
  http.on('request', (request, response) => {
    if (pathOf(request) !== '/graphql') app(request, response);
    else if (originAllowed(request, installation.publicUrl)) void graphql(request, response);
    else response.writeHead(403, { 'content-type': 'application/json' }).end(otherOrigin);
  });
  const live = attachLive(http, { schema, installation, trustedProxies });
  return {
    url,
    http,
    async stop() {
      live.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await apollo.stop();
    },
  };
}

type ContextFrom = (request: IncomingMessage, response: ServerResponse) => Promise<Context>;

const otherOrigin = JSON.stringify({ error: 'This origin may not use this server.' });

async function apolloOver(schema: GraphQLSchema): Promise<ApolloServer<Context>> {
  const signedIn = new Budget({ burst: 600, perSecond: 60 });
  const anonymous = new Budget({ burst: 120, perSecond: 10 });
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: 8_000 },
    formatError: (formatted, error) => publicError(formatted, error),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(), // it would wrap every field to find what `answerGraphql` says of all: no-store
      {
        async requestDidStart({ contextValue: { viewer, clientAddress, now } }) {
          const spend = () =>
            viewer
              ? signedIn.spend(
                  viewer.sessionId ?? viewer.collectorId ?? viewer.apiKeyId ?? viewer.name,
                  now().getTime(),
                )
              : anonymous.spend(clientAddress, now().getTime());
          return {
            async didResolveOperation({ document, request }) {
              spend();
              const tooMuch = tooMuchOf(document, request.variables);
              if (tooMuch) throw tooMuch;
            },
          };
        },
      },
    ],
  });
  await apollo.start();
  return apollo;
}

/** Everything else that is served: the apps, documents, files to take away. */
function pages(installation: Installation, contextFrom: ContextFrom): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(logos(installation)); // before the origin's check: mail readers show them elsewhere
  app.use((request, response, next) => {
    if (originAllowed(request, installation.publicUrl)) return next();
    response.status(403).type('json').send(otherOrigin);
  });
  app.use(documents(contextFrom));
  app.use(contractDocuments(contextFrom));
  app.use(auditExport(contextFrom));
  app.use(customersExport(contextFrom));
  app.use(minersExport(contextFrom));
  app.use(apps());
  return app;
}

/** The viewer of a request, by bearer token or cookie, and a context bound to it. */
async function contextOf(
  installation: Installation,
  request: IncomingMessage,
  response: ServerResponse,
  clientAddress: string,
): Promise<Context> {
  const secure = installation.publicUrl.startsWith('https:');
  const credential = credentialOf(request, secure);
  const viewer: Viewer | null = credential
    ? await authenticate(installation.orm, credential, installation.now())
    : null;
  return contextFor(installation, viewer, {
    requestId: randomUUID(),
    clientAddress,
    userAgent: request.headers['user-agent'] ?? null,
    cookie: cookieOf(response, secure),
  });
}

function credentialOf(request: IncomingMessage, secure: boolean): Credential | null {
  const bearer = /^Bearer ([\w.-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { kind: 'bearer', token: bearer };
  const token = readSessionCookie(request.headers.cookie, secure);
  return token ? { kind: 'session', token } : null;
}

function cookieOf(response: ServerResponse, secure: boolean): SessionCookie {
  return {
    set: (token, expires) => void response.appendHeader('Set-Cookie', sessionCookie(token, expires, secure)),
    clear: () => void response.appendHeader('Set-Cookie', sessionCookie('', new Date(0), secure)),
  };
}
