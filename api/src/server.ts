import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express, type Request, type Response } from 'express';
import { type GraphQLSchema, validate } from 'graphql';
import { type Context, contextFor, type Installation, type SessionCookie } from './context.ts';
import { Budget } from './graphql/budget.ts';
import { publicError } from './graphql/errors.ts';
import { limitOperations, limits } from './graphql/limits.ts';
import { apps } from './http/apps.ts';
import { clientAddressOf } from './http/client-address.ts';
import { originAllowed } from './http/origin.ts';
import { readSessionCookie, sessionCookieName, sessionCookieOptions } from './modules/identity/cookie.ts';
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
  const app = express();
  const http = createServer(app);
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(place.port, place.host, resolve));
  const { port } = http.address() as AddressInfo;
  const url = `http://${place.host.includes(':') ? `[${place.host}]` : place.host}:${port}`;
  const installation = installationAt(url);
  const schema = createSchema();
  const trustedProxies = place.trustedProxies ?? 0;
  const apollo = await graphqlOver(app, schema, installation, (request, response) =>
    contextOf(installation, request, response, clientAddressOf(request, trustedProxies)),
  );
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

async function graphqlOver(
  app: Express,
  schema: GraphQLSchema,
  installation: Installation,
  contextFrom: (request: Request, response: Response) => Promise<Context>,
): Promise<ApolloServer<Context>> {
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
              const [tooMuch] = validate(schema, document, [limitOperations(() => request.variables ?? {})]);
              if (tooMuch) throw tooMuch;
            },
          };
        },
      },
    ],
  });
  await apollo.start();
  app.disable('x-powered-by');
  app.use(logos(installation)); // before the origin's check: mail readers show them elsewhere
  app.use((request, response, next) => {
    if (originAllowed(request, installation.publicUrl)) return next();
    response.status(403).json({ error: 'This origin may not use this server.' });
  });
  app.use(
    '/graphql',
    express.json({ limit: limits.bodyBytes }),
    expressMiddleware(apollo, { context: ({ req, res }) => contextFrom(req, res) }),
  );
  app.use(documents(contextFrom));
  app.use(contractDocuments(contextFrom));
  app.use(auditExport(contextFrom));
  app.use(customersExport(contextFrom));
  app.use(minersExport(contextFrom));
  app.use(apps());
  return apollo;
}

/** The viewer of a request, by bearer token or cookie, and a context bound to it. */
async function contextOf(
  installation: Installation,
  request: Request,
  response: Response,
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

function credentialOf(request: Request, secure: boolean): Credential | null {
  const bearer = /^Bearer ([\w.-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { kind: 'bearer', token: bearer };
  const token = readSessionCookie(request.headers.cookie, secure);
  return token ? { kind: 'session', token } : null;
}

function cookieOf(response: Response, secure: boolean): SessionCookie {
  const name = sessionCookieName(secure);
  return {
    set: (token, expires) => response.cookie(name, token, sessionCookieOptions(secure, expires)),
    clear: () => response.clearCookie(name, sessionCookieOptions(secure, new Date(0))),
  };
}
