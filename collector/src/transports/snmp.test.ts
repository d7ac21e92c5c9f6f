import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seeded } from '../../test/seeded.ts';
import { type Agent, startAgent } from '../../test/snmp-agent.ts';
import { openSnmp, type SnmpSession } from './snmp.ts';

const OBJECT = '1.3.6.1.4.1.99999.1.0';
const COLUMN = '1.3.6.1.4.1.99999.2.1';
const OBJECTS = new Map<string, number | string>([
  [OBJECT, 4711],
  [`${COLUMN}.1`, 'one'],
  [`${COLUMN}.2`, 'two'],
  [`${COLUMN}.3`, 'three'],
]);

let agent: Agent;
let session: SnmpSession;
beforeEach(async () => {
  agent = await startAgent(OBJECTS);
  session = openSnmp({
    host: '127.0.0.1',
    port: agent.port,
    security: { version: '2c', community: 'public' },
    timeoutMs: 100,
    retries: 0,
  });
});
afterEach(async () => {
  session.close();
  await agent.close();
});
const get = () => session.get([OBJECT]).then((values) => values.get(OBJECT));

describe('answers over a network that can be trusted by nobody', () => {
  test('a datagram that comes twice counts once', async () => {
    agent.deliver = (send) => {
      send();
      send();
    };
    expect(await get()).toBe(4711);
    agent.objects = new Map([[OBJECT, 4712]]);
    expect(await get()).toBe(4712);
  });

  test('an answer from another port is not heard, though it knows the number of the request', async () => {
    const stranger = createSocket('udp4');
    agent.deliver = (send) => send(stranger);
    await expect(get()).rejects.toMatchObject({ kind: 'timeout' });
    stranger.close();
    await once(stranger, 'close');
  });

  test('a message of version 3 to a question of version 2c is malformed, and ends nothing else', async () => {
    agent.mangle = (answer) => {
      const changed = Buffer.from(answer);
      changed[changed.indexOf(Buffer.from([0x02, 0x01, 0x01])) + 2] = 3;
      return changed;
    };
    await expect(get()).rejects.toMatchObject({ name: 'DeviceFailure' });
    agent.mangle = (answer) => answer;
    expect(await get()).toBe(4711);
  });

  test('seeded noise in answers gives a value or a typed failure, every time in time', async () => {
    const random = seeded(4);
    agent.mangle = (answer) => {
      const changed = Buffer.from(answer);
      for (let change = 0; change < 3; change += 1)
        changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
      return random() < 0.2 ? changed.subarray(0, Math.floor(random() * changed.length)) : changed;
    };
    for (let round = 0; round < 60; round += 1) {
      const fast = openSnmp({
        host: '127.0.0.1',
        port: agent.port,
        security: { version: round % 2 ? '1' : '2c', community: 'public' },
        timeoutMs: 20,
        retries: 0,
      });
      const outcome = await (round % 3 ? fast.get([OBJECT]) : fast.walk(COLUMN, 2)).catch((error: unknown) => error);
      fast.close();
      if (!(outcome instanceof Map)) expect(outcome).toMatchObject({ name: 'DeviceFailure' });
    }
  });
});

describe('an agent that speaks version 1 alone', () => {
  const open = () =>
    openSnmp({
      host: '127.0.0.1',
      port: agent.port,
      security: { version: 'any', community: 'public' },
      timeoutMs: 60,
      retries: 0,
    });
  beforeEach(() => {
    agent.versions = [0];
  });

  test('is found by the second look, read on, and known from the start by another session', async () => {
    const any = open();
    await expect(any.get([OBJECT])).rejects.toMatchObject({ kind: 'timeout' });
    expect((await any.get([OBJECT, `${OBJECT}.9`])).get(OBJECT)).toBe(4711);
    expect((await any.walk(COLUMN, 10)).size).toBe(3);
    any.close();
    const other = open();
    expect((await other.get([OBJECT]).finally(() => other.close())).get(OBJECT)).toBe(4711);
  });

  test('and was exchanged for one of version 2c is tried in that after three silences', async () => {
    const any = open();
    await any.get([OBJECT]).catch(() => {});
    await any.get([OBJECT]);
    agent.versions = [1];
    for (let silence = 0; silence < 3; silence += 1)
      await expect(any.get([OBJECT])).rejects.toMatchObject({ kind: 'timeout' });
    expect((await any.get([OBJECT]).finally(() => any.close())).get(OBJECT)).toBe(4711);
  });
});

describe('values', () => {
  test.each([
    {
      name: 'a Counter64 beyond what a number holds',
      object: 18_446_744_073_709_551_615n,
      is: 18_446_744_073_709_551_615n,
    },
    { name: 'a Gauge32 above 2^31', object: 4_294_967_295, is: 4_294_967_295 },
    { name: 'a negative integer', object: -1, is: -1 },
    { name: 'a float in opaque bytes', object: { float: 230.5 }, is: 230.5 },
    { name: 'NaN in opaque bytes, which is none', object: { float: Number.NaN }, is: undefined },
    { name: 'markup, as it stands', object: '<img src=x onerror=alert(1)>', is: '<img src=x onerror=alert(1)>' },
  ])('$name', async ({ object, is }) => {
    agent.objects = new Map([[OBJECT, object]]);
    expect(await get()).toBe(is);
  });
});

describe('a walk', () => {
  test.each(['1', '2c'] as const)('takes the rows of its column and no more, with version %s', async (version) => {
    session.close();
    const security = { version, community: 'public' };
    session = openSnmp({ host: '127.0.0.1', port: agent.port, security, timeoutMs: 100, retries: 0 });
    const rows = await session.walk(COLUMN, 2);
    expect([...rows]).toEqual([
      ['1', 'one'],
      ['2', 'two'],
      ['3', 'three'],
    ]);
  });

  test('of more rows than any PDU has is given up', async () => {
    agent.objects = new Map(Array.from({ length: 4200 }, (_, at) => [`${COLUMN}.${at + 1}`, at] as const));
    await expect(session.walk(COLUMN, 60)).rejects.toMatchObject({
      kind: 'malformed',
      message: expect.stringContaining('has no end') as string,
    });
    expect(agent.requests.length).toBeLessThan(80);
  });

  test('of more text than any PDU has is given up: 100 MB are never held', async () => {
    agent.objects = new Map(
      Array.from({ length: 2000 }, (_, at) => [`${COLUMN}.${at + 1}`, 'x'.repeat(50_000)] as const),
    );
    await expect(session.walk(COLUMN, 1)).rejects.toMatchObject({
      kind: 'malformed',
      message: expect.stringContaining('has no end') as string,
    });
    expect(agent.requests.length).toBeLessThan(30);
  });

  test('through an agent that goes in circles is malformed', async () => {
    // The third row under the first one's name, again and again.
    agent.mangle = (answer) => {
      const changed = Buffer.from(answer);
      const oid = Buffer.from([0x86, 0x8d, 0x1f, 0x02, 0x01]);
      for (let at = changed.indexOf(oid); at !== -1; at = changed.indexOf(oid, at + 1)) changed[at + 5] = 1;
      return changed;
    };
    await expect(session.walk(COLUMN, 2)).rejects.toMatchObject({
      kind: 'malformed',
      message: expect.stringContaining('has no end'),
    });
  });
});
