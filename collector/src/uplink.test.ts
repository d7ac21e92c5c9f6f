import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, recorded, startApi } from '../test/api-server.ts';
import { ManualClock } from '../test/clock.ts';
import { electricalRows, registerRows } from '../test/rows.ts';
import { createApi } from './api.ts';
import { Spool } from './spool.ts';
import { createUplink, type Uplink } from './uplink.ts';

let server: ApiServer;
let home: string;
let clock: ManualClock;
let spool: Spool;
let uplink: Uplink;

beforeEach(async () => {
  server = await startApi();
  home = mkdtempSync(join(tmpdir(), 'hashyard-uplink-'));
  clock = new ManualClock();
  spool = new Spool({ home, clock, maxBytes: 1e9, maxAgeMs: 1e9 });
  uplink = createUplink({ api: createApi(server.url, 'secret-token'), spool, clock, random: () => 0.5 });
});
afterEach(async () => {
  await uplink.stop();
  spool.close();
  await server.close();
  rmSync(home, { recursive: true });
});

const sources = () => server.batches.flatMap((batch) => batch.electrical?.sourceId ?? []);

describe('the uplink', () => {
  test('sends a batch in columns with its number and the token, and deletes it when it is acknowledged', async () => {
    spool.add('live', electricalRows('outlet-1', 'outlet-2'));
    uplink.wake();
    await server.until(() => server.batches.length === 1);
    await uplink.stop();
    expect(server.batches[0]).toMatchObject({
      sequence: 1,
      sentAt: '2026-06-01T10:00:00.000Z',
      electrical: {
        sourceId: ['outlet-1', 'outlet-2'],
        powerW: [3250, 3250],
        powerKind: ['MEASURED', 'MEASURED'],
        on: [true, true],
      },
    });
    expect(server.batches[0]).not.toHaveProperty('miners');
    expect(server.tokens).toEqual(new Set(['Bearer secret-token']));
    expect(spool.waitingRows).toBe(0);
  });

  test('keeps a batch that was not acknowledged and sends it again after a pause', async () => {
    server.answer = () => ({ status: 500, body: { errors: [{ message: 'no', extensions: { code: 'INTERNAL' } }] } });
    spool.add('register', registerRows('r1'));
    uplink.wake();
    await server.until(() => server.batches.length === 1);
    server.answer = (input) => recorded(input);
    await expect.poll(async () => clock.advance(500).then(() => server.batches.length)).toBe(2);
    await uplink.stop();
    expect(server.batches.map(({ sequence }) => sequence)).toEqual([1, 1]);
    expect(spool.waitingRows).toBe(0);
  });

  test('waits as long as the API asks before the next batch', async () => {
    server.answer = (input) => recorded(input, 5000);
    spool.add('register', registerRows('r1'));
    spool.add('live', electricalRows('a'));
    uplink.wake();
    await server.until(() => server.batches.length === 1);
    await expect.poll(() => spool.waitingRows).toBe(1);
    uplink.wake();
    await clock.advance(4900);
    expect(server.batches).toHaveLength(1);
    await clock.advance(200);
    await server.until(() => server.batches.length === 2);
  });

  test('an API that is heard of again ends the wait after a failure', async () => {
    server.answer = () => ({ status: 502, body: {} });
    spool.add('live', electricalRows('a'));
    uplink.wake();
    await server.until(() => server.batches.length === 1);
    await expect.poll(() => clock.timers).toBe(1);
    server.answer = (input) => recorded(input);
    uplink.hurry();
    await expect.poll(() => spool.waitingRows).toBe(0);
  });

  test('waits as long as a rate limit says', async () => {
    server.answer = () => ({
      body: { errors: [{ message: 'slow down', extensions: { code: 'RATE_LIMITED', retryAfterMs: 60_000 } }] },
    });
    spool.add('live', electricalRows('a'));
    uplink.wake();
    await server.until(() => server.batches.length === 1);
    await expect.poll(() => clock.timers).toBe(1);
    uplink.hurry();
    await clock.advance(59_000);
    expect(server.batches).toHaveLength(1);
    await clock.advance(2000);
    await server.until(() => server.batches.length === 2);
  });

  test('sets the one poisoned batch aside and delivers the others', async () => {
    server.answer = (input) =>
      input.electrical?.sourceId.includes('poisoned')
        ? {
            body: {
              data: {
                recordReadings: {
                  __typename: 'InvalidInput',
                  code: 'INVALID_INPUT',
                  message: 'columns differ',
                  issues: [{ code: 'UNEQUAL_COLUMNS', path: ['input', 'electrical'] }],
                },
              },
            },
          }
        : recorded(input);
    for (const id of ['a', 'b', 'poisoned', 'c']) spool.add('live', electricalRows(id));
    uplink.wake();
    await server.until(() =>
      ['a', 'b', 'c'].every((id) => server.batches.some((batch) => batch.electrical?.sourceId.join() === id)),
    );
    await expect.poll(() => spool.waitingRows).toBe(0);
    expect(server.batches).toHaveLength(5);
  });

  test('a batch at which the API fails lets the others through, and is tried again later', async () => {
    server.answer = (input) =>
      input.electrical?.sourceId.includes('poisoned')
        ? { status: 500, body: { errors: [{ message: 'no', extensions: { code: 'INTERNAL' } }] } }
        : recorded(input);
    for (const id of ['a', 'poisoned', 'b']) spool.add('live', electricalRows(id));
    uplink.wake();
    await expect.poll(() => clock.advance(1000).then(() => spool.waitingRows)).toBe(1);
    expect(sources()).toEqual(expect.arrayContaining(['a', 'b']));
    server.answer = (input) => recorded(input);
    await expect.poll(() => clock.advance(5000).then(() => spool.waitingRows), { timeout: 5000 }).toBe(0);
  });

  test('what the API has shown but not written yet comes again later, and newer readings never wait for it', async () => {
    const body = { errors: [{ message: 'later', extensions: { code: 'NOT_DURABLE', retryAfterMs: 5000 } }] };
    server.answer = () => ({ body });
    for (const id of ['a', 'b']) {
      spool.add('live', electricalRows(id));
      uplink.wake();
      await server.until(() => sources().includes(id));
    }
    server.answer = (input) => recorded(input);
    spool.add('live', electricalRows('c'));
    uplink.wake();
    await expect.poll(() => sources()).toEqual(['a', 'b', 'c']);
    await expect.poll(() => spool.waitingRows).toBe(2);
    await expect.poll(() => clock.advance(1000).then(() => spool.waitingRows), { timeout: 5000 }).toBe(0);
    expect(sources().toSorted()).toEqual(['a', 'a', 'b', 'b', 'c']);
  });

  test('a refusal that is not about the batch keeps it', async () => {
    server.answer = () => ({
      body: {
        data: {
          recordReadings: { __typename: 'Forbidden', code: 'UNAUTHENTICATED', message: 'the token was revoked' },
        },
      },
    });
    spool.add('live', electricalRows('a'));
    uplink.wake();
    await server.until(() => server.batches.length === 1);
    await uplink.stop();
    expect(spool.waitingRows).toBe(1);
  });

  test('rejected rows are final: the batch is done', async () => {
    server.answer = ({ sequence }) => ({
      body: {
        data: {
          recordReadings: {
            __typename: 'ReadingsRecorded',
            acknowledgedSequence: sequence,
            accepted: 0,
            duplicates: 0,
            retryAfterMs: 0,
            rejects: [{ part: 'ELECTRICAL', row: 0, code: 'UNKNOWN_DEVICE' }],
          },
        },
      },
    });
    spool.add('live', electricalRows('a'));
    uplink.wake();
    await server.until(() => server.batches.length === 1);
    await expect.poll(() => spool.waitingRows).toBe(0);
  });

  test('sends less at a time when the API finds it too large', async () => {
    server.answer = (input) =>
      (input.electrical?.sourceId.length ?? 0) > 5000 ? { status: 413, body: {} } : recorded(input);
    for (let batch = 0; batch < 10; batch += 1)
      spool.add('live', electricalRows(...Array.from({ length: 1000 }, (_, at) => `${batch}-${at}`)));
    uplink.wake();
    await expect.poll(() => spool.waitingRows).toBe(0);
    expect(new Set(sources()).size).toBe(10_000);
  });

  test('after an outage everything arrives, the newest first', async () => {
    const { url } = server;
    await server.close();
    for (let at = 0; at < 3; at += 1) spool.add('live', electricalRows(`${at}`));
    uplink.wake();
    await expect.poll(() => clock.timers).toBe(1);
    expect(spool.waitingRows).toBe(3);
    server = await startApi(Number(url.port));
    await clock.advance(1000);
    await server.until(() => server.batches.length > 0);
    await expect.poll(() => spool.waitingRows).toBe(0);
    expect(sources()).toEqual(['2', '1', '0']);
  });
});
