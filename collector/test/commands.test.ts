import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseAddress } from '../src/address.ts';
import { CommandLog } from '../src/commands/command-log.ts';
import { createExecutor, type Executor } from '../src/commands/executor.ts';
import type { PlannedDevice, Reachable } from '../src/plan.ts';
import { loadSealingKey, type SealingKey } from '../src/sealing.ts';
import { Turns } from '../src/turns.ts';
import { ManualClock } from './clock.ts';
import { seal } from './seal.ts';
import { commandKey, signed } from './sign.ts';
import { type Agent, startAgent } from './snmp-agent.ts';

const ROOT = '1.3.6.1.4.1.1718.4.1';
const STATE = `${ROOT}.8.3.1.1.1.1.7`;
const ACTION = `${ROOT}.8.5.1.2.1.1.7`;
const SENTRY4 = new Map<string, number | string>([
  ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.1718.4'],
  [`${ROOT}.8.2.1.2.1.1.7`, 'AA7'],
  [STATE, 1],
  [ACTION, 0],
]);

let home: string;
let clock: ManualClock;
let sealingKey: SealingKey;
let commandLog: CommandLog;
let agent: Agent;
let told: () => void;
/** Devices that are looked at before their turn. */
const looked: string[] = [];
let executor: Executor;

function start(): Executor {
  const changed = (id: string) => void looked.push(id);
  return createExecutor({
    key: commandKey,
    commandLog,
    sealingKey,
    turns: new Turns(),
    clock,
    tell: () => told(),
    changed,
  });
}

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'hashyard-commands-'));
  clock = new ManualClock('2026-06-01T10:00:00Z');
  sealingKey = loadSealingKey(home);
  commandLog = new CommandLog(home, clock);
  agent = await startAgent(SENTRY4);
  executor = start();
  executor.follow([pdu()]);
});
afterEach(async () => {
  commandLog.close();
  await agent.close();
  rmSync(home, { recursive: true });
});

function planned(changes: Partial<PlannedDevice> & { address: string }): Reachable {
  const address = parseAddress(changes.address);
  if (!address) throw new Error(changes.address);
  const device: PlannedDevice = {
    id: 'pdu-1',
    kind: 'PDU',
    name: 'P1',
    profile: null,
    sealedCredentials: null,
    outlets: [{ id: 'outlet-7', number: 7, registerId: null }],
    phases: [],
    registerId: null,
    ...changes,
  };
  return { device, address };
}
const pdu = () => planned({ address: `snmp://127.0.0.1:${agent.port}` });

/** Gives the command and waits for its report. */
async function obey(command = signed()) {
  const reported = new Promise<void>((resolve) => (told = resolve));
  executor.obey([command]);
  await reported;
  const reports = executor.reports();
  executor.reported(reports);
  return reports;
}

describe('a command for an outlet', () => {
  test.each([
    { action: 'OUTLET_ON', value: 1 },
    { action: 'OUTLET_OFF', value: 2 },
    { action: 'OUTLET_CYCLE', value: 3 },
  ])('$action is written and reported', async ({ action, value }) => {
    expect(await obey(signed({ action }))).toEqual([
      { commandId: 'command-1', state: 'DONE', message: null, finishedAt: '2026-06-01T10:00:00.000Z' },
    ]);
    expect(agent.written).toEqual([[ACTION, value]]);
    expect(looked.at(-1)).toBe('pdu-1');
  });

  test('is done once, however often it is delivered, also after a restart', async () => {
    await obey();
    expect(executor.reports()).toEqual([]);
    // The report was lost: it goes out again, the write doesn't.
    expect(await obey()).toMatchObject([{ state: 'DONE' }]);
    commandLog.close();
    commandLog = new CommandLog(home, clock);
    executor = start();
    executor.follow([pdu()]);
    expect(await obey()).toMatchObject([{ state: 'DONE' }]);
    expect(agent.written).toHaveLength(1);
  });

  test('a cycle whose answer is lost is not repeated, and nobody knows', async () => {
    agent.drops = ({ type }) => type === 'set';
    expect(await obey()).toMatchObject([{ state: 'UNKNOWN' }]);
    expect(agent.requests.filter(({ type }) => type === 'set')).toHaveLength(1);
  });

  test('an off whose answer is lost is known by the outlet’s state', async () => {
    agent.drops = ({ type }) => type === 'set';
    agent.onWrite = () => (agent.objects = new Map([...agent.objects, [STATE, 0]]));
    expect(await obey(signed({ action: 'OUTLET_OFF' }))).toMatchObject([{ state: 'DONE' }]);
    expect(agent.requests.filter(({ type }) => type === 'set')).toHaveLength(1);
  });

  test('that the agent turns away has failed', async () => {
    agent.noAccess = true;
    expect(await obey()).toMatchObject([{ state: 'FAILED' }]);
  });

  test.each([
    { name: 'expired', said: { expiresAt: '2026-06-01T10:00:00Z' }, state: 'EXPIRED' },
    { name: 'for a device that is not in the plan', said: { deviceId: 'pdu-2' }, state: 'REFUSED' },
    { name: 'for an outlet of another device', said: { outletId: 'outlet-8' }, state: 'REFUSED' },
    { name: 'for miners only', said: { action: 'REBOOT', outletId: null }, state: 'REFUSED' },
  ])('$name: nothing is sent', async ({ said, state }) => {
    expect(await obey(signed(said))).toMatchObject([{ state }]);
    expect(agent.requests).toEqual([]);
  });

  test('that nobody signed is refused, and does not keep the signed one of its id away', async () => {
    const forged = { ...signed(), signature: Buffer.alloc(64).toString('base64') };
    expect(await obey(forged)).toMatchObject([{ commandId: 'command-1', state: 'REFUSED' }]);
    expect(agent.requests).toEqual([]);
    expect(await obey()).toMatchObject([{ state: 'DONE' }]);
  });

  const SCHLEIFENBAUER = '1.3.6.1.4.1.31034.12.1.1.2';
  const E = '1.3.6.1.4.1';
  // What each maker's document says is written, and to which row.
  test.each([
    {
      model: 'APC',
      systemId: `${E}.318.1.3.4.6`,
      row: [`${E}.318.1.1.26.9.4.3.1.3.7`, 'Outlet 7'],
      written: [[`${E}.318.1.1.26.9.2.4.1.5.7`, 3]],
    },
    {
      model: 'older APC',
      systemId: `${E}.318.1.3.4.4`,
      row: [`${E}.318.1.1.12.3.5.1.1.4.7`, 1],
      written: [[`${E}.318.1.1.12.3.3.1.1.4.7`, 3]],
    },
    {
      model: 'CyberPower',
      systemId: `${E}.3808.1.1.6`,
      row: [`${E}.3808.1.1.6.6.1.4.1.5.7`, 1],
      written: [[`${E}.3808.1.1.6.6.1.5.1.5.7`, 3]],
    },
    {
      model: 'Eaton',
      systemId: `${E}.534.6.6.7`,
      row: [`${E}.534.6.6.7.6.1.1.6.0.7`, 'A7'],
      written: [[`${E}.534.6.6.7.6.6.1.5.0.7`, 0]],
    },
    {
      model: 'Enlogic',
      systemId: `${E}.38446`,
      row: [`${E}.38446.1.5.9.1.6.1.7`, 40],
      written: [[`${E}.38446.1.5.5.1.4.1.7`, 5]],
    },
    {
      model: 'Panduit',
      systemId: `${E}.19536.10.1`,
      row: [`${E}.19536.10.1.5.1.1.13.1.7`, 40],
      written: [[`${E}.19536.10.1.5.2.1.4.1.7`, 0]],
    },
    {
      model: 'Raritan PX2 to PX4',
      systemId: `${E}.13742.6`,
      row: [`${E}.13742.6.3.5.3.1.2.1.7`, '7'],
      written: [[`${E}.13742.6.4.1.2.1.2.1.7`, 2]],
    },
    {
      model: 'Raritan PX1',
      systemId: `${E}.13742.4`,
      row: [`${E}.13742.4.1.2.2.1.1.7`, 7],
      written: [[`${E}.13742.4.1.2.2.1.3.7`, 2]],
    },
    {
      model: 'Sentry3',
      systemId: `${E}.1718.3`,
      row: [`${E}.1718.3.2.3.1.2.1.1.7`, 'AA7'],
      written: [[`${E}.1718.3.2.3.1.11.1.1.7`, 3]],
    },
    {
      model: 'Vertiv',
      systemId: `${E}.21239.42.1.32`,
      row: [`${E}.21239.5.2.3.6.1.12.1.7`, 40],
      written: [[`${E}.21239.5.2.3.5.1.6.1.7`, 6]],
    },
    {
      model: 'HPE of the third generation',
      systemId: `${E}.232.165.11`,
      row: [`${E}.232.165.11.5.1.1.13.1.7`, 40],
      written: [[`${E}.232.165.11.5.2.1.4.1.7`, 0]],
    },
    {
      model: 'Dell',
      systemId: '1.3.6.1.4.1.674.10903.200.3.1',
      row: ['1.3.6.1.4.1.674.10903.200.2.200.130.2.2.1.3.7', 'OUTLET7'],
      written: [['1.3.6.1.4.1.674.10903.200.2.200.130.1.4.1.4.7', 3]],
    },
    {
      model: 'HPE',
      systemId: '1.3.6.1.4.1.232.165.7',
      row: ['1.3.6.1.4.1.232.165.7.5.1.1.14.0.7', 5],
      written: [['1.3.6.1.4.1.232.165.7.5.2.1.4.0.7', 0]],
    },
    {
      model: 'Schleifenbauer, after its unlocking',
      systemId: '1.3.6.1.4.1.31034',
      row: [`${SCHLEIFENBAUER}.7.2.1.2.1.7`, 5],
      written: [
        [`${SCHLEIFENBAUER}.7.3.1.4.1.7`, 1],
        [`${SCHLEIFENBAUER}.7.3.1.6.1.7`, 1],
      ],
    },
  ] as const)('of $model is cycled by its own columns', async ({ systemId, row, written }) => {
    const columns = written.map(([oid]): [string, number] => [oid, 0]);
    agent.objects = new Map<string, number | string>([['1.3.6.1.2.1.1.2.0', systemId], [...row], ...columns]);
    expect(await obey()).toMatchObject([{ state: 'DONE' }]);
    expect(agent.written).toEqual(written);
  });

  test('for a model that switches nothing is refused', async () => {
    agent.objects = new Map<string, number | string>([
      ['1.3.6.1.2.1.1.2.0', '1.3.6.1.4.1.318.1.3.4.9'],
      ['1.3.6.1.4.1.318.1.1.30.2.1.1.4.1', 'EPDU1116S'],
      ['1.3.6.1.4.1.318.1.1.30.4.2.1.6.1', 1200],
    ]);
    expect(await obey()).toMatchObject([{ state: 'REFUSED' }]);
    expect(agent.written).toEqual([]);
  });

  test('of a PDU that is slow to answer keeps no other waiting', async () => {
    const slow = await startAgent(SENTRY4);
    slow.drops = () => true;
    const outlets = Array.from({ length: 100 }, (_, at) => ({ id: `o${at}`, number: at, registerId: null }));
    executor.follow([planned({ id: 'slow', address: `snmp://127.0.0.1:${slow.port}`, outlets }), pdu()]);
    const reported = new Promise<void>((resolve) => (told = resolve));
    executor.obey([...outlets.map(({ id }) => signed({ id: `s-${id}`, deviceId: 'slow', outletId: id })), signed()]);
    await reported;
    expect(executor.reports()).toMatchObject([{ commandId: 'command-1', state: 'DONE' }]);
    await Promise.all([executor.stop(), slow.close()]);
  });

  test('that was under way when the process died is unknown, and not begun again', async () => {
    expect(commandLog.begin('command-1')).toBe(true);
    commandLog.close();
    commandLog = new CommandLog(home, clock);
    executor = start();
    executor.follow([pdu()]);
    expect(await obey()).toMatchObject([{ commandId: 'command-1', state: 'UNKNOWN' }]);
    expect(agent.requests).toEqual([]);
  });
});

describe('a command for a Whatsminer', () => {
  let server: Server;
  const requests: Record<string, unknown>[] = [];
  let answerWrite: () => object | null;
  beforeEach(async () => {
    requests.length = 0;
    answerWrite = () => ({ code: 0, msg: 'ok' });
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', (data) => {
        // Who asks in another language is sent away.
        if (data.readUInt32LE(0) !== data.length - 4) return socket.destroy();
        const request = JSON.parse(data.toString('utf8', 4)) as Record<string, unknown>;
        requests.push(request);
        const answer =
          request.cmd === 'get.device.info' ? { code: 0, msg: { salt: 'uhCiDyVj', miner: {} } } : answerWrite();
        if (!answer) return socket.destroy();
        const body = Buffer.from(JSON.stringify(answer));
        const length = Buffer.alloc(4);
        length.writeUInt32LE(body.length);
        return socket.end(Buffer.concat([length, body]));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    executor.follow([miner('{"password":"s3cret"}')]);
  });
  afterEach(async () => {
    server.close();
    await once(server, 'close');
  });

  const miner = (credentials: string | null) =>
    planned({
      id: 'miner-1',
      kind: 'MINER',
      outlets: [],
      address: `whatsminer3://127.0.0.1:${(server.address() as AddressInfo).port}`,
      sealedCredentials: credentials && seal(credentials, Buffer.from(sealingKey.publicKey, 'base64')),
    });
  const command = (action: string) => signed({ deviceId: 'miner-1', outletId: null, action });

  test.each([
    { action: 'REBOOT', cmd: 'set.system.reboot' },
    { action: 'PAUSE', cmd: 'set.miner.service', param: 'stop' },
    { action: 'RESUME', cmd: 'set.miner.service', param: 'start' },
    { action: 'LOCATE', cmd: 'set.system.led' },
  ])('$action is written with a token of its salt and password', async ({ action, cmd, param }) => {
    expect(await obey(command(action))).toMatchObject([{ state: 'DONE' }]);
    const ts = Date.parse('2026-06-01T10:00:00Z') / 1000;
    const token = createHash('sha256').update(`${cmd}s3cretuhCiDyVj${ts}`).digest('base64').slice(0, 8);
    expect(requests.at(-1)).toMatchObject({ cmd, ts, token, account: 'super', ...(param ? { param } : {}) });
    expect(requests.filter(({ token }) => token)).toHaveLength(1);
  });

  test('a reboot that cuts its own answer off is unknown and not repeated', async () => {
    answerWrite = () => null;
    expect(await obey(command('REBOOT'))).toMatchObject([{ state: 'UNKNOWN' }]);
    expect(requests.filter(({ cmd }) => cmd === 'set.system.reboot')).toHaveLength(1);
  });

  test('that the miner turns away has failed, with its code', async () => {
    answerWrite = () => ({ code: -4, msg: 'no permission' });
    expect(await obey(command('PAUSE'))).toMatchObject([{ state: 'FAILED', message: 'code -4: no permission' }]);
  });

  test('is refused without its password', async () => {
    executor.follow([miner(null)]);
    expect(await obey(command('PAUSE'))).toMatchObject([{ state: 'REFUSED' }]);
    expect(requests.some(({ token }) => token)).toBe(false);
  });
});
