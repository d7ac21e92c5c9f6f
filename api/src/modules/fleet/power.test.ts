import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { collector, meter, pdu, site } from '../../../test/builders/fleet.ts';
import { mutate, operator } from '../../../test/builders/operator.ts';
import { installation } from '../../../test/builders/organization.ts';
import { useServer } from '../../../test/client.ts';
import { useDatabase } from '../../../test/database.ts';

const database = useDatabase();
const server = useServer(() => installation(database()));

async function scene() {
  const { owner } = database();
  const { client, organizationId } = await operator(database(), server().client());
  const siteId = await site(owner, organizationId);
  const reader = await collector(owner, organizationId, { siteId });
  return { owner, client, organizationId, siteId, reader, device: server().client(reader.token) };
}

const word = (devices: object[]) => ({
  version: '1.0.0',
  sealingKey: randomBytes(32).toString('base64'),
  allowedNetworks: ['10.0.0.0/8'],
  spooledReadings: 0,
  devices,
});
const plan = `{ collectorPlan { revision devices { id profile outlets { id number registerId } phases { id name } } } }`;

describe('a first answer', () => {
  const asked = `query($id: ID!) { pdu(id: $id) { model serial profile profileEvidence breakerA imbalancePercent powerW
    outlets { id number label register { name } } phases { id name powerW currentA voltageV loadPercent headroomA } } }`;
  const outlet = (number: number, parts: object = {}) => ({ number, label: `L${number}`, hasRegister: true, ...parts });
  const told = (deviceId: string, parts: object = {}) => ({
    deviceId,
    profile: 'raritan-pdu2',
    evidence: 'RECORDED',
    model: 'PX3-5902V',
    serial: 'PQG1',
    outlets: [outlet(1), outlet(2, { hasRegister: false })],
    phases: ['L1', 'L2', 'L3'],
    ...parts,
  });

  test('makes a PDU’s outlets, registers and phases, and tells the collector to read them', async () => {
    const { client, siteId, device } = await scene();
    const { id } = await mutate(client, 'createPdu', { siteId, name: 'P1', address: '10.0.0.5' }, '... on Pdu { id }');
    const before = (await device.graphql(plan)).data.collectorPlan;
    expect(before.devices).toMatchObject([{ id, profile: null, outlets: [], phases: [] }]);

    await mutate(device, 'reportCollector', word([told(id)]), '... on Collector { id }');
    const { data } = await client.graphql(asked, { id });
    expect(data.pdu).toMatchObject({
      model: 'PX3-5902V',
      serial: 'PQG1',
      profile: 'raritan-pdu2',
      profileEvidence: 'RECORDED',
      outlets: [
        { number: 1, label: 'L1', register: { name: 'P1 outlet 1' } },
        { number: 2, label: 'L2', register: null },
      ],
      phases: [{ name: 'L1', powerW: null }, { name: 'L2' }, { name: 'L3' }],
      imbalancePercent: null,
    });
    const after = (await device.graphql(plan)).data.collectorPlan;
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(
      after.devices[0].outlets.map(({ number, registerId }: { number: number; registerId: string | null }) => [
        number,
        registerId !== null,
      ]),
    ).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(after.devices[0].phases.map(({ name }: { name: string }) => name)).toEqual(['L1', 'L2', 'L3']);
  });

  test('brought again changes nothing; another label, outlet or register is taken over, nothing is taken away', async () => {
    const { client, siteId, device } = await scene();
    const { id } = await mutate(client, 'createPdu', { siteId, name: 'P1', address: '10.0.0.5' }, '... on Pdu { id }');
    const send = (parts: object = {}) =>
      mutate(device, 'reportCollector', word([told(id, parts)]), '... on Collector { id }');
    await send();
    const first = (await client.graphql(asked, { id })).data.pdu;
    await send();
    expect((await client.graphql(asked, { id })).data.pdu).toEqual(first);
    await send({ model: 'PX4', serial: 'other', outlets: [outlet(2, { label: 'Row B' }), outlet(3)] });
    const { outlets, ...rest } = (await client.graphql(asked, { id })).data.pdu;
    expect(rest).toMatchObject({ model: 'PX3-5902V', serial: 'PQG1' });
    expect(outlets).toMatchObject([
      { number: 1, label: 'L1' },
      { number: 2, label: 'Row B', register: { name: 'P1 outlet 2' } },
      { number: 3 },
    ]);
  });

  test('of another collector’s device is passed over; one of too much is refused', async () => {
    const { client, siteId, owner, organizationId, device } = await scene();
    const theirs = await collector(owner, organizationId, { siteId: await site(owner, organizationId) });
    const { id } = await pdu(owner, organizationId, { siteId, collectorId: theirs.id, outlets: 0 });
    await mutate(device, 'reportCollector', word([told(id), told('nonsense')]), '... on Collector { id }');
    expect((await client.graphql(asked, { id })).data.pdu.outlets).toEqual([]);
    const many = Array.from({ length: 513 }, (_, index) => outlet(index));
    const input = word([told(id, { outlets: many }), told(id, { outlets: [outlet(-1)] })]);
    expect(await mutate(device, 'reportCollector', input, '... on Collector { id }')).toMatchObject({
      issues: [
        { code: 'TOO_MANY', path: ['input', 'devices', '0', 'outlets'] },
        { code: 'NEGATIVE', path: ['input', 'devices', '1', 'outlets', '0', 'number'] },
      ],
    });
  });

  test('is followed by live values, held against the breaker, and by a history', async () => {
    const { client, siteId, device } = await scene();
    const input = { siteId, name: 'P1', address: '10.0.0.5', breakerA: '32' };
    const { id } = await mutate(client, 'createPdu', input, '... on Pdu { id }');
    await mutate(device, 'reportCollector', word([told(id)]), '... on Collector { id }');
    const [planned] = (await device.graphql(plan)).data.collectorPlan.devices;
    const sources = [id, planned.outlets[0].id, ...planned.phases.map((phase: { id: string }) => phase.id)];
    const at = new Date('2026-07-01T11:50:00Z');
    const sample = (seconds: number, amps: (number | null)[]) => ({
      sourceId: sources,
      takenAt: sources.map(() => new Date(at.getTime() + seconds * 1000).toISOString()),
      powerW: [14_000, 3_000, 4_900, 4_400, 4_700],
      currentA: amps,
      voltageV: [null, 240, 241, 240, 239],
    });
    const record = (electrical: object, sequence: number) =>
      device.graphql(
        `mutation($input: RecordReadingsInput!) { recordReadings(input: $input) { ... on ReadingsRecorded { accepted duplicates rejects { code } } } }`,
        { input: { sequence, sentAt: '2026-07-01T12:00:00Z', electrical } },
      );
    await record(sample(0, [null, 12, 18, 16, 17]), 1);
    const second = sample(30, [null, 12, 22, 18, 20]);
    expect((await record(second, 2)).data.recordReadings).toEqual({ accepted: 5, duplicates: 0, rejects: [] });
    expect((await record(second, 3)).data.recordReadings).toEqual({ accepted: 0, duplicates: 5, rejects: [] });

    const { data } = await client.graphql(asked, { id });
    expect(data.pdu).toMatchObject({ powerW: 14_000, breakerA: '32', imbalancePercent: 10 });
    expect(data.pdu.phases[0]).toMatchObject({
      name: 'L1',
      powerW: 4_900,
      currentA: 22,
      voltageV: 241,
      loadPercent: 68.75,
    });
    expect(data.pdu.phases[0].headroomA).toBeCloseTo(3.6);

    const history = await client.graphql(
      `query($id: ID!, $from: DateTime!, $to: DateTime!) { electricalReadings(sourceId: $id, from: $from, to: $to, step: MINUTES_5) {
        points { at powerW currentA currentMaxA voltageV } } }`,
      { id: sources[2], from: at.toISOString(), to: new Date(at.getTime() + 600_000).toISOString() },
    );
    expect(history.data.electricalReadings.points).toMatchObject([
      { powerW: 4_900, currentA: 20, currentMaxA: 22, voltageV: 241 },
      { powerW: null, currentA: null, currentMaxA: null, voltageV: null },
    ]);
  });
});

describe('a change', () => {
  test('of a PDU keeps what it doesn’t name; another profile has to be confirmed anew', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const { id } = await pdu(owner, organizationId, { siteId });
    const main = await meter(owner, organizationId, { siteId });
    const fields = '... on Pdu { name breakerA profile profileEvidence profileConfirmedAt meter { id } }';
    const change = (parts: object) => mutate(client, 'updatePdu', { pduId: id, ...parts }, fields);
    expect(await change({ name: 'A-01', breakerA: '63', meterId: main.id, profile: 'ups-mib' })).toMatchObject({
      name: 'A-01',
      breakerA: '63',
      profile: 'ups-mib',
      meter: { id: main.id },
    });
    await mutate(client, 'confirmProfile', { deviceId: id, note: 'clamp meter' }, '... on Pdu { id }');
    expect(await change({ breakerA: '32' })).toMatchObject({ name: 'A-01', profileConfirmedAt: expect.any(String) });
    expect(await change({ profile: 'raritan-pdu2', meterId: null })).toMatchObject({
      breakerA: '32',
      profileEvidence: 'RECORDED',
      profileConfirmedAt: null,
      meter: null,
    });
    expect(await change({ breakerA: '0', profile: 'abb-b23', name: '' })).toMatchObject({
      issues: [
        { code: 'REQUIRED', path: ['input', 'name'] },
        { code: 'OUT_OF_RANGE', path: ['input', 'breakerA'] },
        { code: 'NOT_FOR_TYPE', path: ['input', 'profile'] },
      ],
    });
  });

  test('of meters makes a tree of one site, never a ring', async () => {
    const { owner, client, organizationId, siteId } = await scene();
    const [main, section, feeder] = await Promise.all([1, 2, 3].map(() => meter(owner, organizationId, { siteId })));
    const elsewhere = await meter(owner, organizationId, { siteId: await site(owner, organizationId) });
    const under = (child: { id: string } | undefined, parent: { id: string } | undefined) =>
      mutate(
        client,
        'updateMeter',
        { meterId: child?.id, parentId: parent?.id ?? null },
        '... on Meter { parent { id } }',
      );
    expect(await under(section, main)).toMatchObject({ parent: { id: main?.id } });
    expect(await under(feeder, section)).toMatchObject({ parent: { id: section?.id } });
    expect(await under(main, feeder)).toMatchObject({ code: 'METER_LOOP', path: ['input', 'parentId'] });
    expect(await under(main, main)).toMatchObject({ code: 'METER_LOOP' });
    expect(await under(main, elsewhere)).toMatchObject({ code: 'NOT_FOUND', path: ['input', 'parentId'] });
    await expect(owner.query('update meter set parent_id = $1 where id = $2', [feeder?.id, main?.id])).rejects.toThrow(
      /would measure itself/,
    );
    const { data } = await client.graphql(
      'query($id: ID!) { meter(id: $id) { parent { parent { id parent { id } } } } }',
      {
        id: feeder?.id,
      },
    );
    expect(data.meter).toEqual({ parent: { parent: { id: main?.id, parent: null } } });
  });
});
