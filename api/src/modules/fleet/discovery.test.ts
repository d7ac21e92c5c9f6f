import { describe, expect, test } from 'vitest';
import { collector, feed, meter, miner, minerModel, pdu, rack, site } from '../../../test/builders/fleet.ts';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { installation } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';
import { newId } from '../../ids.ts';

const database = useDatabase();
const clock = { now: new Date('2026-07-01T12:00:00Z') };
const server = useServer(() => installation(database(), clock));

const progress = '... on Collector { id scan { done total found startedAt finishedAt } }';
const decided = `... on DiscoveriesDecided { ignored devices { __typename id name address site { id } collector { id }
  ... on Miner { serial mac firmware minerModel: model { name } slot { id } feeds { outlet { id } } }
  ... on Pdu { model profile rack { id } outlets { number register { id } } } ... on Meter { profile register { id } } } }`;

/** A site whose collector may reach 10.0.0.0/16 and has just been heard of. */
async function scene() {
  const { owner } = database();
  const { client, organizationId } = await operator(database(), server().client());
  const siteId = await site(owner, organizationId);
  const asking = await collector(owner, organizationId, { siteId });
  const says = server().client(asking.token);
  const report = (scans: object[] = []) =>
    mutate(
      says,
      'reportCollector',
      {
        version: '1',
        sealingKey: asking.publicKey.toString('base64'),
        allowedNetworks: ['10.0.0.0/16'],
        spooledReadings: 0,
        scans,
      },
      progress,
    );
  await report();
  const start = (networks: string[], parts: object = {}) =>
    mutate(client, 'startDiscovery', { siteId, networks, ...parts }, progress);
  const orders = async (): Promise<{ id: string; networks: string[]; ports: number[] }[]> =>
    (
      await owner.query('select id, networks, ports from scan where collector_id = $1 and finished_at is null', [
        asking.id,
      ])
    ).rows;
  /** Begins a scan in which these devices answer, to its end. */
  const finds = async (...found: object[]) => {
    await start(['10.0.0.0/24']);
    const [order] = await orders();
    await report([{ scanId: order?.id, done: 256, total: 256, found }]);
  };
  const proposals = async () =>
    (
      await client.graphql(
        `{ discoveries { totalCount nodes { id kind address make model serial mac firmware site { id } collector { id } match { __typename id } matchedBy knownModel { name } } } }`,
      )
    ).data.discoveries.nodes;
  const decide = (input: object) => mutate(client, 'decideDiscoveries', input, decided);
  return { owner, client, organizationId, siteId, asking, report, start, orders, finds, proposals, decide };
}

const machine = (last: number, parts: object = {}) => ({
  kind: 'MINER',
  address: `cgminer://10.0.0.${last}:4028`,
  make: 'Antminer',
  model: 'S21',
  serial: `SN${last}`,
  mac: `C4:08:28:00:00:${String(last).padStart(2, '0')}`,
  firmware: 'stock',
  ...parts,
});

describe('a scan', () => {
  test('is an order to the collector until it has told the last address', async () => {
    const { start, orders, report } = await scene();
    const started = await start(['10.0.1.0/24', '10.0.2.7'], { ports: [4028] });
    expect(started.scan).toMatchObject({ done: 0, total: 257, found: 0, finishedAt: null });
    const [order] = await orders();
    expect(order).toEqual({ id: expect.any(String), networks: ['10.0.1.0/24', '10.0.2.7/32'], ports: [4028] });
    const half = { scanId: order?.id, done: 100, total: 257, found: [machine(1), machine(2)] };
    expect((await report([half])).scan).toMatchObject({ done: 100, found: 2, finishedAt: null });
    expect((await report([{ ...half, done: 90 }])).scan).toMatchObject({ done: 100, found: 2 });
    expect((await report([{ scanId: order?.id, done: 257, total: 257 }])).scan).toMatchObject({
      done: 257,
      finishedAt: '2026-07-01T12:00:00Z',
    });
    expect(await orders()).toEqual([]);
  });

  test("hasn't ended because the collector tells that it has yet to begin", async () => {
    const { start, orders, report } = await scene();
    await start(['10.0.1.0/24']);
    const [order] = await orders();
    await report([{ scanId: order?.id, done: 0, total: 0 }]);
    expect(await orders()).toHaveLength(1);
  });

  test('ends the one before it, and is begun once with one key', async () => {
    const { start, orders } = await scene();
    await start(['10.0.1.0/24']);
    await start(['10.0.2.0/24'], { idempotencyKey: 'k' });
    await start(['10.0.2.0/24'], { idempotencyKey: 'k' });
    expect(await orders()).toMatchObject([{ networks: ['10.0.2.0/24'] }]);
  });

  test.each([
    { name: 'no network', networks: [], code: 'REQUIRED', path: ['networks'] },
    { name: 'what is no network', networks: ['10.0.0.0/24', 'ten'], code: 'OUT_OF_RANGE', path: ['networks', '1'] },
    { name: 'too many addresses', networks: ['10.0.0.0/15'], code: 'OUT_OF_RANGE', path: ['networks'] },
    {
      name: "a network beyond the collector's",
      networks: ['10.0.0.0/24', '10.1.0.0/24'],
      code: 'ADDRESS_NOT_ALLOWED',
      path: ['networks', '1'],
    },
    { name: 'a port that is none', networks: ['10.0.0.0/24'], ports: [0], code: 'OUT_OF_RANGE', path: ['ports', '0'] },
  ])('of $name is refused', async ({ networks, ports, code, path }) => {
    const { start } = await scene();
    expect(await start(networks, { ports: ports ?? null })).toMatchObject({
      issues: [{ code, path: ['input', ...path] }],
    });
  });

  test("needs a collector that is heard of, and a site of one's own", async () => {
    const { owner, asking, start } = await scene();
    const theirs = await scene();
    expect(await start(['10.0.0.0/24'], { siteId: theirs.siteId })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'siteId'],
    });
    await owner.query("update collector_state set last_seen_at = '2026-07-01T11:00:00Z' where id = $1", [asking.id]);
    expect(await start(['10.0.0.0/24'])).toMatchObject({ code: 'COLLECTOR_AWAY', path: ['input', 'siteId'] });
  });

  test("of another collector isn't touched by a report", async () => {
    const [mine, theirs] = [await scene(), await scene()];
    await mine.start(['10.0.0.0/24']);
    const [order] = await mine.orders();
    await theirs.report([{ scanId: order?.id, done: 256, total: 256, found: [machine(1)] }]);
    await theirs.report([
      { scanId: newId(), done: 1, total: 1 },
      { scanId: 'x', done: 1, total: 1 },
    ]);
    expect(await mine.orders()).toHaveLength(1);
    expect([...(await mine.proposals()), ...(await theirs.proposals())]).toEqual([]);
  });
});

describe('a proposal', () => {
  test('stands for what answered, once however often it is found', async () => {
    const { finds, proposals, siteId, asking } = await scene();
    await finds(machine(1), machine(1));
    await finds(machine(1, { firmware: 'newer' }));
    expect(await proposals()).toEqual([
      {
        ...machine(1, { firmware: 'newer' }),
        id: expect.any(String),
        site: { id: siteId },
        collector: { id: asking.id },
        match: null,
        matchedBy: null,
        knownModel: null,
      },
    ]);
  });

  test("isn't made of a device that is known there, nor of one that was set aside", async () => {
    const { owner, organizationId, siteId, asking, finds, proposals, decide } = await scene();
    const known = await miner(owner, organizationId, { siteId, collectorId: asking.id, serial: 'SN1' });
    await owner.query('update miner set address = $2 where id = $1', [known.id, machine(1).address]);
    await finds(machine(1), machine(2));
    const [other] = await proposals();
    expect(other).toMatchObject({ serial: 'SN2' });
    expect(await decide({ ignore: [other.id] })).toMatchObject({ ignored: 1, devices: [] });
    await finds(machine(1), machine(2));
    expect(await proposals()).toEqual([]);
    await finds(machine(2, { serial: 'another one', mac: null }));
    expect(await proposals()).toMatchObject([{ serial: 'another one' }]);
  });

  test('matches a device that moved, by MAC or serial, and one that was replaced, by its address', async () => {
    const { owner, organizationId, siteId, asking, finds, proposals } = await scene();
    const place = { siteId, collectorId: asking.id };
    const byMac = await miner(owner, organizationId, place);
    await owner.query("update miner set mac = 'C4:08:28:00:00:01' where id = $1", [byMac.id]);
    const bySerial = await miner(owner, organizationId, { ...place, serial: 'SN2' });
    const replaced = await miner(owner, organizationId, place);
    await owner.query('update miner set address = $2 where id = $1', [replaced.id, machine(3).address]);
    await finds(machine(1), machine(2), machine(3), machine(4));
    const matches = new Map(
      (await proposals()).map((one: { serial: string; match: { id: string } | null; matchedBy: string | null }) => [
        one.serial,
        [one.match?.id ?? null, one.matchedBy],
      ]),
    );
    expect(matches).toEqual(
      new Map([
        ['SN1', [byMac.id, 'MAC']],
        ['SN2', [bySerial.id, 'SERIAL']],
        ['SN3', [replaced.id, 'ADDRESS']],
        ['SN4', [null, null]],
      ]),
    );
  });

  test('of a machine that says neither matches the only silent one of its model, never one of two', async () => {
    const { owner, organizationId, siteId, asking, finds, proposals } = await scene();
    const modelId = await minerModel(owner, organizationId, { name: 'Antminer S9' });
    const parts = { siteId, collectorId: asking.id, modelId, serial: null };
    const silent = await miner(owner, organizationId, parts);
    const heard = await miner(owner, organizationId, parts);
    await owner.query(
      `insert into miner_latest (organization_id, miner_id, miner_no, taken_at, hashing, status, status_since)
       values ($1, $2, $3, '2026-07-01T11:59:30Z', true, 'ACTIVE', '2026-07-01T11:00:00Z')`,
      [organizationId, heard.id, heard.no],
    );
    const wordless = (last: number) =>
      machine(last, { mac: null, serial: null, make: 'Bitmain', model: 'Antminer S9' });
    await finds(wordless(1));
    expect(await proposals()).toMatchObject([
      { match: { id: silent.id }, matchedBy: 'MODEL', knownModel: { name: 'Antminer S9' } },
    ]);
    await finds(wordless(1), wordless(2));
    expect(await proposals()).toMatchObject([{ match: null }, { match: null }]);
  });
});

describe('accepting', () => {
  test('makes machines, PDUs with outlets and meters, all read by the collector that found them', async () => {
    const { owner, organizationId, siteId, asking, finds, proposals, decide } = await scene();
    const modelId = await minerModel(owner, organizationId, { name: 'S21' });
    const { id: rackId, slotIds } = await rack(owner, organizationId, siteId);
    await finds(
      machine(1),
      { kind: 'PDU', address: 'snmp://10.0.0.2:161', make: 'Raritan', model: 'PX3', serial: 'P1' },
      { kind: 'METER', address: 'modbus://10.0.0.3:502?unit=1', make: 'Veris', model: 'E51' },
    );
    const ids = new Map((await proposals()).map(({ kind, id }: { kind: string; id: string }) => [kind, id]));
    const answer = await decide({
      accept: [
        { discoveryId: ids.get('MINER'), name: 'm1', slotId: slotIds[0] },
        {
          discoveryId: ids.get('PDU'),
          name: 'p1',
          rackId,
          profile: 'raritan-pdu2',
          outlets: 2,
          credentials: { community: 'c' },
        },
        { discoveryId: ids.get('METER'), name: 'main' },
      ],
    });
    const read = { site: { id: siteId }, collector: { id: asking.id } };
    expect(answer.devices).toMatchObject([
      {
        __typename: 'Miner',
        name: 'm1',
        ...read,
        serial: 'SN1',
        firmware: 'stock',
        minerModel: { name: 'S21' },
        slot: { id: slotIds[0] },
      },
      {
        __typename: 'Pdu',
        name: 'p1',
        ...read,
        model: 'Raritan PX3',
        rack: { id: rackId },
        outlets: [{ number: 1, register: {} }, { number: 2 }],
      },
      { __typename: 'Meter', name: 'main', ...read, profile: null, register: { id: expect.any(String) } },
    ]);
    expect(await proposals()).toEqual([]);
    expect((await owner.query('select 1 from miner where model_id = $1', [modelId])).rowCount).toBe(1);
    expect(
      (await owner.query('select 1 from device_credential where organization_id = $1', [organizationId])).rowCount,
    ).toBe(1);
  });

  test('a machine that moved keeps its history; two that traded addresses do', async () => {
    const { owner, organizationId, siteId, asking, finds, proposals, decide } = await scene();
    const { outlets } = await pdu(owner, organizationId, { siteId });
    const place = { siteId, collectorId: asking.id };
    const [a, b] = [
      await miner(owner, organizationId, { ...place, serial: 'SN1' }),
      await miner(owner, organizationId, { ...place, serial: 'SN2' }),
    ];
    await feed(owner, organizationId, { outletId: outlets[0]?.id as string, minerId: a.id });
    await owner.query('update miner set address = $2 where id = $1', [a.id, machine(2).address]);
    await owner.query('update miner set address = $2 where id = $1', [b.id, machine(1).address]);
    await finds(machine(1), machine(2));
    const ids = new Map((await proposals()).map(({ serial, id }: { serial: string; id: string }) => [serial, id]));
    const answer = await decide({
      accept: [
        { discoveryId: ids.get('SN1'), name: 'a', deviceId: a.id },
        { discoveryId: ids.get('SN2'), name: 'b', deviceId: b.id },
      ],
    });
    expect(answer.devices).toMatchObject([
      {
        id: a.id,
        name: 'a',
        address: machine(1).address,
        mac: machine(1).mac,
        feeds: [{ outlet: { id: outlets[0]?.id } }],
      },
      { id: b.id, name: 'b', address: machine(2).address },
    ]);
  });

  test('a machine that replaces another is a new one and may take its slot', async () => {
    const { owner, organizationId, siteId, asking, finds, proposals, decide } = await scene();
    const modelId = await minerModel(owner, organizationId);
    const { slotIds } = await rack(owner, organizationId, siteId);
    const [old, beside] = [
      await miner(owner, organizationId, { siteId, collectorId: asking.id, slotId: slotIds[0] as string }),
      await miner(owner, organizationId, { siteId, collectorId: asking.id, slotId: slotIds[1] as string }),
    ];
    await owner.query('update miner set address = $2 where id = $1', [old.id, machine(1).address]);
    await finds(machine(1));
    const [found] = await proposals();
    const accept = (slotId: string | undefined) =>
      decide({ accept: [{ discoveryId: found.id, name: 'new', modelId, slotId }] });
    expect(await accept(slotIds[1])).toMatchObject({
      code: 'SLOT_TAKEN',
      path: ['input', 'accept', '0', 'slotId'],
      issues: [{ code: 'SLOT_TAKEN' }],
    });
    const { devices } = await accept(slotIds[0]);
    expect(devices).toMatchObject([{ slot: { id: slotIds[0] } }]);
    expect([old.id, beside.id]).not.toContain(devices[0].id);
    const { rows } = await owner.query('select address, slot_id from miner where id = $1', [old.id]);
    expect(rows).toEqual([{ address: null, slot_id: null }]);
  });

  test('a new address goes on with the history of before; another machine at the old one begins its own', async () => {
    const { owner, client, organizationId, siteId, asking, finds, proposals, decide } = await scene();
    const modelId = await minerModel(owner, organizationId);
    const known = await miner(owner, organizationId, { siteId, collectorId: asking.id, serial: 'SN1', name: 'A-1' });
    await owner.query('update miner set address = $2 where id = $1', [known.id, machine(2).address]);
    await mutate(
      server().client(asking.token),
      'recordReadings',
      {
        sequence: 1,
        sentAt: '2026-07-01T12:00:00Z',
        miners: {
          minerId: [known.id],
          takenAt: ['2026-07-01T10:00:00Z'],
          answered: [true],
          hashing: [true],
          hashrateThs: [200],
        },
      },
      '... on ReadingsRecorded { accepted }',
    );
    await finds(machine(1), machine(2));
    const found: { id: string; serial: string; match: { id: string } | null; matchedBy: string }[] = await proposals();
    const of = (serial: string) => found.find((one) => one.serial === serial);
    expect([of('SN1')?.match?.id, of('SN1')?.matchedBy]).toEqual([known.id, 'SERIAL']);
    expect([of('SN2')?.match?.id, of('SN2')?.matchedBy]).toEqual([known.id, 'ADDRESS']);
    const { devices } = await decide({
      accept: [
        { discoveryId: of('SN1')?.id, name: 'A-1', deviceId: known.id },
        { discoveryId: of('SN2')?.id, name: 'A-2', modelId },
      ],
    });
    const hashrates = async (minerId: string) => {
      const query = `query($ids: [ID!]) { readings(scope: { minerIds: $ids }, from: "2026-07-01T10:00:00Z", to: "2026-07-01T11:00:00Z", step: HOURS_1) { points { hashrateThs } } }`;
      const { data } = await client.graphql(query, { ids: [minerId] });
      return data.readings.points.map(({ hashrateThs }: { hashrateThs: number | null }) => hashrateThs);
    };
    expect(devices).toMatchObject([{ id: known.id, address: machine(1).address }, { address: machine(2).address }]);
    expect(await hashrates(known.id)).toEqual([200]);
    expect(await hashrates(devices[1].id)).toEqual([null]);
  });

  test('says what is missing or wrong, all at once', async () => {
    const { finds, proposals, decide } = await scene();
    await finds(machine(1, { model: 'Nobody knows' }), { kind: 'PDU', address: 'snmp://10.0.0.2:161' });
    const ids = new Map((await proposals()).map(({ kind, id }: { kind: string; id: string }) => [kind, id]));
    const answer = await decide({
      accept: [
        { discoveryId: ids.get('MINER'), name: ' ' },
        { discoveryId: ids.get('PDU'), name: 'p', profile: 'acme', outlets: 0, credentials: { priv: 'des' } },
      ],
    });
    expect(answer.issues).toEqual([
      { code: 'REQUIRED', path: ['input', 'accept', '0', 'name'] },
      { code: 'REQUIRED', path: ['input', 'accept', '0', 'modelId'] },
      { code: 'OUT_OF_RANGE', path: ['input', 'accept', '1', 'outlets'] },
      { code: 'OUT_OF_RANGE', path: ['input', 'accept', '1', 'profile'] },
      { code: 'OUT_OF_RANGE', path: ['input', 'accept', '1', 'credentials', 'priv'] },
    ]);
    expect(await decide({})).toMatchObject({ issues: [{ code: 'REQUIRED', path: ['input', 'accept'] }] });
  });

  test('happens once: a key repeats its answer, anybody else is told that it is decided', async () => {
    const { owner, organizationId, finds, proposals, decide } = await scene();
    const modelId = await minerModel(owner, organizationId);
    await finds(machine(1));
    const [found] = await proposals();
    const input = { accept: [{ discoveryId: found.id, name: 'm', modelId }], idempotencyKey: 'k' };
    expect(await decide(input)).toEqual(await decide(input));
    expect(await decide({ ignore: [found.id] })).toMatchObject({
      code: 'ALREADY_DECIDED',
      issues: [{ code: 'ALREADY_DECIDED', path: ['input', 'ignore', '0'] }],
    });
    expect(await decide({ ignore: [found.id, found.id] })).toMatchObject({ issues: [{ code: 'DUPLICATE' }] });
  });

  test('a machine that is known without saying so is refused', async () => {
    const { owner, organizationId, siteId, finds, proposals, decide } = await scene();
    const modelId = await minerModel(owner, organizationId);
    await miner(owner, organizationId, { siteId, serial: 'SN1' });
    await finds(machine(1));
    const [found] = await proposals();
    expect(await decide({ accept: [{ discoveryId: found.id, name: 'm', modelId }] })).toMatchObject({
      issues: [{ code: 'DUPLICATE', path: ['input', 'accept'] }],
    });
  });

  test("names nothing that is another organization's", async () => {
    const [mine, theirs] = [await scene(), await scene()];
    const { owner } = mine;
    await mine.finds(machine(1));
    await theirs.finds(machine(1));
    const [found] = await mine.proposals();
    const [foreign] = await theirs.proposals();
    const modelId = await minerModel(owner, mine.organizationId);
    const accept = (parts: object) =>
      mine.decide({ accept: [{ discoveryId: found.id, name: 'm', modelId, ...parts }] });
    const { slotIds } = await rack(owner, theirs.organizationId, theirs.siteId);
    const foreignMeter = await meter(owner, mine.organizationId, { siteId: mine.siteId });
    for (const [parts, field] of [
      [{ discoveryId: foreign.id }, 'discoveryId'],
      [{ modelId: await minerModel(owner, theirs.organizationId) }, 'modelId'],
      [{ slotId: slotIds[0] }, 'slotId'],
      [{ deviceId: (await miner(owner, theirs.organizationId, { siteId: theirs.siteId })).id }, 'deviceId'],
      [{ deviceId: foreignMeter.id }, 'deviceId'],
    ] as const)
      expect(await accept(parts)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'accept', '0', field] });
    expect(await mine.decide({ ignore: [foreign.id] })).toMatchObject({
      code: 'NOT_FOUND',
      path: ['input', 'ignore', '0'],
    });
  });
});
