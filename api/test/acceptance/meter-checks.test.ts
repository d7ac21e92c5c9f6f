import { expect, test } from 'vitest';
import { hours, registerOf, sendHashrate, sendRegisters } from './billing.ts';
import { contractOf, customerOf, siteOf, speaking, useWorld } from './world.ts';

/** What metering does with readings that can't be true: each check once, from the collector's batch to what operator and customer are shown. */
const world = useWorld();
const { host, jobs } = world;
const hour = (at: number) => `2026-06-30T${String(at).padStart(2, '0')}:00:00Z`;
const day = { from: '2026-06-30T00:00:00Z', to: '2026-07-01T00:00:00Z' };

async function scene(machines = 1) {
  const us = await host();
  const site = await siteOf(us, { machines });
  const customer = await customerOf(us);
  await contractOf(us, customer.id, site.minerIds.slice(0, 1));
  const registerId = registerOf(site.miners[0]);
  /** Readings of the first machine's register, an hour each unless said otherwise; judged. */
  const reads = async (rows: readonly (readonly [takenAt: string, wh: number])[], id = registerId) => {
    const answer = await sendRegisters(
      world,
      site.token,
      rows.map(([takenAt, wh]) => [id, takenAt, wh] as const),
    );
    await jobs();
    return answer;
  };
  const correct = (mutation: string, input: object) =>
    us.do(mutation, { registerId, ...input }, '... on Register { id }');
  const ask = 'query($id: ID!, $from: DateTime!, $to: DateTime!) { node(id: $id) { ... on Register {';
  /** The register's intervals of the day in short words, the same for the operator and for the customer. */
  async function shown(): Promise<string[]> {
    const query = `${ask} intervals(from: $from, to: $to) { nodes { energyWh quality rule method reason } } } } }`;
    const portal = speaking(await us.person('CUSTOMER_MEMBER', customer.id));
    const [own, theirs] = await Promise.all(
      [us, portal].map(async (of) => (await of.ask(query, { id: registerId, ...day })).node.intervals.nodes),
    );
    expect(theirs.map(short)).toEqual(own.map(short));
    return own.map(short);
  }
  const short = ({ quality, energyWh, rule, method }: Record<string, string>) =>
    [quality, energyWh, rule, method].filter(Boolean).join(' ');
  /** Why, as the operator reads it. */
  const reasons = async (): Promise<string[]> => {
    const query = `${ask} intervals(from: $from, to: $to) { nodes { reason } } } } }`;
    const { node } = await us.ask(query, { id: registerId, ...day });
    return node.intervals.nodes.flatMap(({ reason }: { reason: string | null }) => reason ?? []);
  };
  const events = async (): Promise<string[]> => {
    const { meterEvents } = await us.ask(
      'query($siteId: ID!, $from: DateTime!, $to: DateTime!) { meterEvents(siteId: $siteId, from: $from, to: $to) { nodes { kind } } }',
      { siteId: site.siteId, ...day },
    );
    return meterEvents.nodes.map(({ kind }: { kind: string }) => kind);
  };
  const tasks = async (): Promise<string[]> => {
    const { meterTasks } = await us.ask('query($id: ID!) { meterTasks(siteId: $id) { kind } }', { id: site.siteId });
    return meterTasks.map(({ kind }: { kind: string }) => kind);
  };
  return { us, site, customer, registerId, reads, correct, shown, reasons, events, tasks };
}

test('a spike: more than can flow is void, until somebody says that it was so', async () => {
  const set = await scene();
  await set.reads([
    [hour(0), 0],
    [hour(1), 3_000],
    [hour(2), 93_000],
    [hour(3), 96_000],
  ]);
  expect(await set.shown()).toEqual([
    'MEASURED 3000 DIFFERENCE',
    'ESTIMATED 3000 SPIKE PERIOD_MEAN',
    'MEASURED 3000 DIFFERENCE',
  ]);
  expect(await set.reasons()).toEqual(['90000 Wh in 3600 s is more than 10500 W allow']);
  expect(await set.events()).toEqual(['SPIKE']);
  expect(await set.tasks()).toContain('CHECKED');
  await set.correct('trustReadings', { from: hour(1), to: hour(2), reason: 'a furnace hung there' });
  expect(await set.shown()).toContain('MEASURED 90000 DIFFERENCE');
  expect(await set.events()).toEqual(['TRUSTED']);
});

test('a stuck register: it stood still while its machine hashed', async () => {
  const set = await scene();
  const still = hours(hour(4), hour(8)).map((takenAt) => [takenAt, 12_000] as const);
  await sendHashrate(world, set.site.token, set.site.minerIds[0] as string, { from: hour(0), to: hour(9), ths: 200 });
  await set.reads([...hours(hour(0), hour(4)).map((takenAt, at) => [takenAt, at * 3_000] as const), ...still]);
  expect((await set.shown()).slice(4)).toEqual(Array(3).fill('ESTIMATED 3000 STUCK PERIOD_MEAN'));
  expect(new Set(await set.reasons())).toEqual(new Set(['the register stood still while its machine hashed']));
  expect(await set.events()).toEqual(['STUCK']);
});

test('a fall that nothing explains is a gap, never zero; a recorded replacement closes it', async () => {
  const set = await scene();
  await set.reads([
    [hour(0), 500_000],
    [hour(1), 503_000],
    [hour(2), 400_000],
    [hour(3), 403_000],
  ]);
  expect(await set.shown()).toEqual(['MEASURED 3000 DIFFERENCE', 'GAP DECREASE', 'MEASURED 3000 DIFFERENCE']);
  expect(await set.events()).toEqual(['DECREASE']);
  expect(await set.tasks()).toContain('FELL');
  const swap = { at: '2026-06-30T01:30:00Z', finalWh: '504500', initialWh: '398500', note: 'new meter' };
  await set.correct('recordReplacement', swap);
  expect(await set.shown()).toContain('MEASURED 3000 REPLACEMENT');
  expect(await set.events()).toEqual(['REPLACEMENT']);
  expect(await set.tasks()).not.toContain('FELL');
});

test('a rollover, once it is known where the register begins again', async () => {
  const set = await scene();
  await set.reads([
    [hour(0), 9_998_000],
    [hour(1), 1_000],
  ]);
  expect(await set.shown()).toEqual(['GAP RESET']);
  await set.correct('updateRegister', { rolloverWh: '10000000', maxPowerW: '7300' });
  expect(await set.shown()).toEqual(['MEASURED 3000 ROLLOVER']);
  expect(await set.events()).toEqual(['ROLLOVER']);
});

test('one false reading, and the same from a clock that was set: both of its intervals go, what the readings around it say is put in', async () => {
  const set = await scene();
  const rows = [100_000, 103_000, 7, 109_000, 112_000].map((wh, at) => [hour(at), wh] as const);
  await set.reads(rows);
  const around = (rule: string) => [
    'MEASURED 3000 DIFFERENCE',
    `ESTIMATED 3000 ${rule} REGISTER_ACROSS`,
    `ESTIMATED 3000 ${rule} REGISTER_ACROSS`,
    'MEASURED 3000 DIFFERENCE',
  ];
  expect(await set.shown()).toEqual(around('OUTLIER'));
  expect((await set.reasons())[0]).toBe('7 Wh lies outside of what the readings before and after it allow');
  const jumped = await scene();
  await jumped.reads(rows.toSpliced(2, 1));
  world.clock.now = new Date(world.clock.now.getTime() + 60_000);
  await jumped.reads(rows.slice(2, 3));
  expect(await jumped.shown()).toEqual(around('TIME_JUMP'));
  expect((await jumped.reasons())[0]).toContain('the clock was set');
  expect(new Set(await jumped.events())).toEqual(new Set(['TIME_JUMP']));
});

test('the outlets against their PDU’s inlet, and that against the meter of the site', async () => {
  const set = await scene(2);
  const { us, site } = set;
  const meter = async (name: string, parts: object) =>
    us.do(
      'createMeter',
      { siteId: site.siteId, name, profile: 'eastron-sdm630', collectorId: site.collectorId, ...parts },
      '... on Meter { id register { id } }',
    );
  const main = await meter('Utility', { main: true, address: 'modbus://10.0.0.20:502?unit=1' });
  const inlet = await meter('Inlet', { parentId: main.id, address: 'modbus://10.0.0.21:502?unit=1' });
  await us.do('updatePdu', { pduId: site.pduId, meterId: inlet.id }, '... on Pdu { id }');
  const load = (powerW: number) =>
    [...hours(day.from, '2026-07-01T12:00:00Z'), '2026-07-01T12:00:00Z'].map(
      (takenAt, at) => [takenAt, at * powerW] as const,
    );
  for (const miner of site.miners) await set.reads(load(3_000), registerOf(miner));
  await set.reads(load(6_060), inlet.register.id);
  await set.reads(load(6_600), main.register.id);
  const { energyBalance } = await us.ask(
    `query($id: ID!) { energyBalance(siteId: $id, from: "${day.from}", to: "${day.to}") { rows { depth energyKwh belowKwh unaccountedKwh unaccountedPercent device { ... on Meter { name } ... on Pdu { name } } } } }`,
    { id: site.siteId },
  );
  const row = (
    name: string,
    depth: number,
    energyKwh: string,
    ...[belowKwh, unaccountedKwh, unaccountedPercent]: (string | null)[]
  ) => ({
    depth,
    energyKwh,
    belowKwh,
    unaccountedKwh,
    unaccountedPercent,
    device: { name },
  });
  expect(energyBalance.rows).toEqual([
    row('Utility', 0, '158.400', '145.440', '12.960', '8.18'),
    row('Inlet', 1, '145.440', '144.000', '1.440', '0.99'),
    row('PDU 1', 2, '144.000', null, null, null),
  ]);
  const { meterTasks } = await us.ask('query($id: ID!) { meterTasks(siteId: $id) { kind deviceName detail } }', {
    id: site.siteId,
  });
  expect(meterTasks.filter(({ kind }: { kind: string }) => kind === 'UNBALANCED')).toMatchObject([
    { deviceName: 'Utility', detail: expect.stringContaining('8.18 % unaccounted for') },
  ]);
});

test('rows that can’t be kept stay visible with their reason, and cost their neighbours nothing', async () => {
  const set = await scene();
  const rows = [0, 3_000, 6_000].map((wh, at) => [hour(at), wh] as const);
  await set.reads(rows);
  const { accepted, rejects } = await set.reads([
    [hour(1), 2_999],
    [hour(3), 9_000],
    ['2026-07-01T13:00:00Z', 1],
  ]);
  expect([accepted, rejects.map(({ code }) => code)]).toEqual([1, ['IN_FUTURE', 'CONTRADICTS']]);
  expect(await set.shown()).toEqual(Array(3).fill('MEASURED 3000 DIFFERENCE'));
  expect(await set.events()).toEqual(['REJECTED']);
  expect(await set.tasks()).toContain('REJECTED');
});
