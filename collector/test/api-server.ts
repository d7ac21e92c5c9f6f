import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { SignedCommand } from '../src/commands/signed-command.ts';
import type { ScanOrder } from '../src/discovery/scan-orders.ts';
import type { RecordReadingsInput } from '../src/gql/graphql.ts';
import type { Plan } from '../src/plan.ts';
import type { Report } from '../src/report.ts';

/** An API of four operations over real HTTP and WebSocket, to see what a collector sends. */
export type ApiServer = {
  readonly url: URL;
  readonly batches: RecordReadingsInput[];
  readonly reports: Report[];
  readonly tokens: Set<string>;
  plan: Plan | null;
  scans: ScanOrder[];
  commands: SignedCommand[];
  /** Whether reports with scans are invalid. */
  refusesScans: boolean;
  /** What `recordReadings` answers; the default acknowledges. */
  answer: (input: RecordReadingsInput) => { status?: number; body: unknown };
  /** Tells the subscribers of the plan's revision. */
  announce(): void;
  /** Resolves as soon as it holds, looked at after each request. */
  until(condition: () => boolean): Promise<void>;
  close(): Promise<void>;
};

export const recorded = (input: RecordReadingsInput, retryAfterMs = 0) => ({
  body: {
    data: {
      recordReadings: {
        __typename: 'ReadingsRecorded',
        acknowledgedSequence: input.sequence,
        accepted: 1,
        duplicates: 0,
        retryAfterMs,
        rejects: [],
      },
    },
  },
});

export async function startApi(atPort = 0): Promise<ApiServer> {
  const waiting = new Set<() => void>();
  const subscribers = new Map<WebSocket, string>();
  const http = createServer(async (request, response) => {
    const { query, variables } = JSON.parse(await bodyOf(request)) as {
      query: string;
      variables: Record<string, never>;
    };
    api.tokens.add(request.headers.authorization ?? '');
    const { status = 200, body } = answerTo(query, variables);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    for (const look of waiting) look();
  });
  const sockets = new WebSocketServer({
    server: http,
    path: '/graphql',
    handleProtocols: () => 'graphql-transport-ws',
  });

  const answerTo = (query: string, variables: Record<string, never>): { status?: number; body: unknown } => {
    if (query.includes('recordReadings')) {
      const input: RecordReadingsInput = variables.input ?? { sequence: 0, sentAt: '' };
      api.batches.push(input);
      return api.answer(input);
    }
    if (query.includes('reportCollector')) {
      const report: Report = variables.input ?? ({} as Report);
      api.reports.push(report);
      const refused = { __typename: 'InvalidInput', code: 'INVALID_INPUT', message: 'no' };
      const reportCollector = api.refusesScans && report.scans ? refused : { __typename: 'Collector' };
      return { body: { data: { reportCollector } } };
    }
    const known = (variables.knownRevision ?? null) === (api.plan?.revision ?? null);
    return { body: { data: { collectorPlan: known ? null : api.plan } } };
  };
  const tell = (socket: WebSocket, id: string) => {
    const { plan, scans, commands } = api;
    const collectorCommands = { planRevision: plan?.revision ?? 0, scans, commands };
    socket.send(JSON.stringify({ type: 'next', id, payload: { data: { collectorCommands } } }));
  };
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { type: string; id: string; payload?: { authorization?: string } };
      if (message.type === 'connection_init') {
        api.tokens.add(message.payload?.authorization ?? '');
        socket.send(JSON.stringify({ type: 'connection_ack' }));
      }
      if (message.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
      if (message.type === 'subscribe') {
        subscribers.set(socket, message.id);
        tell(socket, message.id);
      }
    });
    socket.on('close', () => subscribers.delete(socket));
  });

  http.listen(atPort, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const api: ApiServer = {
    url: new URL(`http://127.0.0.1:${port}/graphql`),
    batches: [],
    reports: [],
    tokens: new Set(),
    plan: null,
    scans: [],
    commands: [],
    refusesScans: false,
    answer: (input) => recorded(input),
    announce: () => {
      for (const [socket, id] of subscribers) tell(socket, id);
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.closeAllConnections();
      http.close();
      if (http.listening) await once(http, 'close');
    },
  };
  return api;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
