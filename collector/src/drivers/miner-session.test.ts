import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../test/clock.ts';
import { antminerAnswers, type Miner, startMiner } from '../../test/miner.ts';
import { minerProtocols } from '../registry.ts';
import { askCgminer } from '../transports/cgminer.ts';
import { type MinerSessionOptions, nothingLearnt, openMinerSession, readMiner } from './miner-session.ts';

let miner: Miner;
const clock = new ManualClock();
beforeEach(async () => {
  miner = await startMiner(antminerAnswers());
});
afterEach(() => miner.close());

const options = (): MinerSessionOptions => ({
  ask: (command) => askCgminer('127.0.0.1', miner.port, command, { connectMs: 300, firstByteMs: 300, answerMs: 500 }),
  address: `127.0.0.1:${miner.port}`,
  clock,
  protocol: minerProtocols.cgminer,
});
const open = () => openMinerSession(options());

describe('a miner', () => {
  test('is asked nothing twice when it is new', async () => {
    await open().read();
    expect(miner.commands.toSorted()).toEqual([...new Set(miner.commands)].toSorted());
    expect(miner.commands).toContain('version');
  });

  test('is asked who it is once, then only what changes', async () => {
    const session = open();
    expect(await session.read()).toMatchObject({
      make: 'Bitmain',
      model: 'Antminer S19 Pro',
      hashing: true,
      hashrateThs: 110.56689,
    });
    miner.commands.length = 0;
    await session.read();
    expect(miner.commands).toEqual(['stats', 'summary', 'pools']);
  });

  test('shares what it says of itself with those that say the same', async () => {
    const [one, other] = [nothingLearnt(), nothingLearnt()];
    await readMiner(options(), one);
    await readMiner(options(), other);
    expect(other.rare).toBe(one.rare);
    expect(one.rare.map(([command]) => command)).toContain('version');
  });

  test('has one connection at a time', async () => {
    await open().read();
    expect(miner.mostClients).toBe(1);
  });

  test('is asked again who it is after a restart', async () => {
    const session = open();
    await session.read();
    miner.answers = antminerAnswers({ elapsed: 20 });
    await session.read();
    miner.commands.length = 0;
    await session.read();
    expect(miner.commands[0]).toBe('version');
  });

  test('one answer that can not be read does not void the others', async () => {
    const session = open();
    await session.read();
    miner.answers = { ...antminerAnswers(), pools: '{"STATUS":[{"STA' };
    expect(await session.read()).toMatchObject({ hashrateThs: 110.56689, pools: null });
  });

  test.each([
    { what: 'can not be read', stats: '{"STATUS":[{"STA' },
    { what: 'is refused', stats: { STATUS: [{ STATUS: 'E', Code: 14, Msg: 'Invalid command' }], id: 1 } },
  ])('where its main answer $what, the rest tells that it hashes', async ({ stats }) => {
    const session = open();
    await session.read();
    miner.answers = { ...antminerAnswers(), stats };
    expect(await session.read()).toMatchObject({
      model: 'Antminer S19 Pro',
      hashing: true,
      hashrateThs: 110.56689,
      boards: [],
      fansRpm: [],
      pools: [{ active: true }],
      faults: [{ code: null, text: 'stats: no answer to read' }],
    });
    miner.commands.length = 0;
    await session.read();
    expect(miner.commands[0]).toBe('version');
  });

  test('what it can not do without fails the poll', async () => {
    const session = open();
    await session.read();
    miner.answers = { ...antminerAnswers(), stats: '{"STATUS":[{"STA', summary: '{"STATUS":[{"STA' };
    await expect(session.read()).rejects.toMatchObject({ kind: 'malformed' });
  });

  test('another machine at its address is not read as the one before', async () => {
    const session = open();
    await session.read();
    miner.answers = {
      ...antminerAnswers(),
      stats: { STATUS: [{ STATUS: 'S', Code: 70 }], STATS: [{ ID: 'POOL0' }], id: 1 },
    };
    await expect(session.read()).rejects.toMatchObject({ kind: 'malformed' });
    miner.commands.length = 0;
    await session.read().catch(() => {});
    expect(miner.commands[0]).toBe('version');
  });

  test('whose first answers can not be read is asked again soon who it is', async () => {
    const { version } = antminerAnswers();
    miner.answers = { ...antminerAnswers(), version: '{"STATUS":[{"STA' };
    const session = open();
    await session.read();
    miner.answers = { ...antminerAnswers(), version: version ?? {} };
    await clock.advance(10 * 60 * 1000);
    miner.commands.length = 0;
    await session.read();
    expect(miner.commands[0]).toBe('version');
    await clock.advance(10 * 60 * 1000);
    miner.commands.length = 0;
    await session.read();
    expect(miner.commands[0]).toBe('stats');
  });

  test('an old Whatsminer that refuses `version` is known by `get_version`', async () => {
    miner.answers = {
      get_version: {
        STATUS: 'S',
        When: 1,
        Code: 131,
        Msg: { api_ver: 'whatsminer v1.4.0', fw_ver: '20210322.22.REL' },
        Description: 'whatsminer v1.4.0',
      },
      summary: {
        STATUS: [{ STATUS: 'S', Code: 11 }],
        SUMMARY: [{ 'HS RT': 67_394_800.97, Power: 3417, 'Power Mode': 'Normal' }],
        id: 1,
      },
      status: { STATUS: 'S', Code: 131, Msg: { btmineroff: 'false' } },
    };
    expect(await open().read()).toMatchObject({
      make: 'MicroBT',
      hashrateThs: 67.39480097,
      powerW: 3417,
      powerKind: 'MEASURED',
      hashing: true,
    });
  });

  test('a stopped Whatsminer is not hashing, whatever its summary still says', async () => {
    miner.answers = {
      summary: {
        STATUS: [{ STATUS: 'S', Code: 11, Description: 'btminer' }],
        SUMMARY: [{ 'HS RT': 67_394_800.97, Power: -1 }],
        id: 1,
      },
      status: { STATUS: 'S', Code: 131, Msg: { mineroff: 'true' } },
    };
    expect(await open().read()).toMatchObject({ hashing: false, hashrateThs: 0, powerW: null, powerKind: null });
  });

  test('remembers which of two commands a device has', async () => {
    miner.answers = {
      summary: { STATUS: [{ STATUS: 'S', Code: 11, Description: 'btminer' }], SUMMARY: [{ 'HS RT': 1e6 }], id: 1 },
      devs: { STATUS: [{ STATUS: 'S', Code: 9 }], DEVS: [{ Slot: 0, 'MHS 5s': 1e6 }], id: 1 },
    };
    const session = open();
    expect((await session.read()).boards).toHaveLength(1);
    miner.commands.length = 0;
    await session.read();
    expect(miner.commands).not.toContain('edevs');
  });

  test('that lets nobody ask is refused, not unsupported', async () => {
    const denied = { STATUS: [{ STATUS: 'E', When: 1, Code: 45, Msg: 'Access denied' }], id: 1 };
    miner.answers = Object.fromEntries(minerProtocols.cgminer.identifying.map((command) => [command, denied]));
    await expect(open().read()).rejects.toMatchObject({ kind: 'refused', reached: 'device' });
  });

  test('something else on the port is unsupported', async () => {
    miner.answers = {};
    await expect(open().read()).rejects.toMatchObject({ kind: 'unsupported' });
  });

  test('a web server on the port is malformed, not a crash', async () => {
    miner.answers = Object.fromEntries(
      ['version', 'get_version', 'stats', 'devdetails', 'summary'].map((command) => [
        command,
        'HTTP/1.1 400 Bad Request\r\n\r\n',
      ]),
    );
    await expect(open().read()).rejects.toMatchObject({ name: 'DeviceFailure', kind: 'malformed' });
  });
});
