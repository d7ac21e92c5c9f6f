import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RunningDevice } from '../farm/farm.ts';
import { historyLines } from './history.ts';
import { instant } from '../farm/wave.ts';
import { BodyTooLarge, isLoopbackPeer, readBody, SAFE_HEADERS, sendError, sendJson, type Handler } from '../http.ts';
import type { Simulation } from '../simulation.ts';
import { readChange } from './change.input.ts';
import { viewDevice } from './device.view.ts';
import { readHistoryQuery } from './history.input.ts';

const MAX_BODY_BYTES = 16_384;

/** `GET /devices`, `GET` and `PATCH /devices/SERIAL`, `GET /history`: for programs on this machine only. */
export function controlRoutes(simulation: Simulation): Handler {
  return async (request, response, url) => {
    if (!isLoopbackPeer(request)) return sendError(response, 403, 'FORBIDDEN', 'Only from this machine.');
    const [, root, serial] = url.pathname.split('/').map(decodeURIComponent);
    if (root === 'history') return only('GET', request, response, () => sendHistory(simulation, response, url));
    if (root === 'devices' && !serial) return only('GET', request, response, () => sendDevices(simulation, response));
    const running = serial ? simulation.farm.find(serial) : null;
    if (root !== 'devices' || !running) return sendError(response, 404, 'NOT_FOUND', 'Nothing is here.');
    if (request.method === 'PATCH') return patchDevice(simulation, request, response, running);
    return only('GET', request, response, () => sendDevice(simulation, response, running));
  };
}

async function only(
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => Promise<void> | void,
): Promise<void> {
  if (request.method === method) return answer();
  response.setHeader('allow', method);
  sendError(response, 405, 'METHOD_NOT_ALLOWED', `Use ${method}.`);
}

function sendDevices({ farm, now }: Simulation, response: ServerResponse): void {
  const at = instant(now());
  sendJson(response, 200, { devices: [...farm.devices].map((running) => viewDevice(farm, running, at)) });
}

function sendDevice({ farm, now }: Simulation, response: ServerResponse, running: RunningDevice): void {
  sendJson(response, 200, viewDevice(farm, running, instant(now())));
}

async function patchDevice(
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
  running: RunningDevice,
): Promise<void> {
  let body: unknown;
  try {
    body = JSON.parse(await readBody(request, MAX_BODY_BYTES));
  } catch (error) {
    if (error instanceof BodyTooLarge) return sendError(response, 413, 'TOO_LARGE', 'The body is too large.');
    if (error instanceof SyntaxError) return sendError(response, 400, 'INVALID_INPUT', "The body isn't JSON.", []);
    throw error;
  }
  const change = readChange(running.device.kind, body);
  if (Array.isArray(change)) return sendError(response, 400, 'INVALID_INPUT', 'The change is not possible.', change);
  await simulation.change(running, change);
  sendDevice(simulation, response, running);
}

async function sendHistory({ farm, now }: Simulation, response: ServerResponse, url: URL): Promise<void> {
  const query = readHistoryQuery(url.searchParams, now());
  if (Array.isArray(query)) return sendError(response, 400, 'INVALID_INPUT', 'The query is not possible.', query);
  response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'application/x-ndjson; charset=utf-8' });
  await pipeline(Readable.from(historyLines(farm, query.kind, query.span)), response);
}
