import { mutate } from '../builders/operator.ts';
import { type Cases, id, keepId, type Stage } from './case.ts';

const at = (day: number, hour = 12) =>
  `2026-06-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`;

/** Sites, racks, collectors, devices, and what is said of readings. */
export const fleetCases = ({ cast, rows, world }: Stage): Cases => ({
  createSite: {
    input: () => ({ name: 'Second', timeZone: 'UTC', sellableHashrateThs: '1000' }),
    select: id,
    keep: keepId('site'),
  },
  updateSite: { input: ({ site }) => ({ siteId: site, city: 'Odessa' }) },
  createRack: {
    input: ({ site }) => ({ siteId: site, name: 'R1', rows: 1, columns: 2 }),
    select: '... on Rack { id slots { id } }',
    keep: (rack, made) => {
      made.rack = rack.id;
      made.slot = rack.slots[0].id;
    },
  },
  updateRack: { input: ({ rack }) => ({ rackId: rack, name: 'R2' }) },
  updateSlot: { input: ({ slot }) => ({ slotId: slot, label: 'left' }) },
  importRacks: { input: ({ site }) => ({ siteId: site, rows: [{ name: 'R9', rows: 1, columns: 1 }] }) },
  removeRack: { input: ({ rack }) => ({ rackId: rack }) },
  createCollector: {
    input: ({ site }) => ({ siteId: site, name: 'C' }),
    select: '... on CollectorCreated { token collector { id } }',
    keep: ({ token, collector }, made) => {
      made.token = token;
      made.collector = collector.id;
    },
  },
  reportCollector: {
    by: 'collector',
    input: () => ({
      version: '1',
      allowedNetworks: ['10.0.0.0/8'],
      sealingKey: Buffer.alloc(32, 9).toString('base64'),
      spooledReadings: 0,
    }),
    actor: 'collector:',
  },
  startDiscovery: {
    input: ({ site }) => ({ siteId: site, networks: ['10.0.0.0/24'] }),
  },
  addKnownMinerModels: { before: () => rows('delete from miner_model'), input: null },
  createMinerModel: {
    input: () => ({
      make: 'Antminer',
      name: 'S21',
      ratedHashrateThs: '200',
      ratedPowerW: '3500',
      ratedEfficiencyJPerTh: '17.5',
    }),
    select: id,
    keep: keepId('model'),
  },
  updateMinerModel: { input: ({ model }) => ({ minerModelId: model, source: 'Data sheet' }) },
  decideDiscoveries: {
    input: async ({ token }) => {
      const { rows: scans } = await rows('select id from scan');
      await mutate(
        world.guest(token),
        'reportCollector',
        {
          version: '1',
          allowedNetworks: ['10.0.0.0/8'],
          sealingKey: Buffer.alloc(32, 9).toString('base64'),
          spooledReadings: 0,
          scans: [
            { scanId: scans[0].id, done: 1, total: 1, found: [{ kind: 'MINER', address: 'cgminer://10.0.0.77:4028' }] },
          ],
        },
        '',
      );
      const { rows: found } = await rows('select id from discovery');
      return { ignore: [found[0].id] };
    },
  },
  createPdu: {
    input: ({ site, collector }) => ({
      siteId: site,
      collectorId: collector,
      name: 'P1',
      address: 'snmp://10.0.0.9',
      profile: 'raritan-pdu2',
      outlets: 4,
    }),
    select: '... on Pdu { id outlets { id register { id } } }',
    keep: ({ id: pdu, outlets }, made) => {
      made.pdu = pdu;
      made.outlet = outlets[0].id;
      made.register = outlets[0].register.id;
      made.spare = outlets[3].id;
    },
  },
  updatePdu: { input: ({ pdu }) => ({ pduId: pdu, name: 'P2' }) },
  confirmProfile: { input: ({ pdu }) => ({ deviceId: pdu, note: 'Compared with a clamp meter' }) },
  createMeter: {
    input: ({ site, collector }) => ({
      siteId: site,
      collectorId: collector,
      name: 'M1',
      address: 'modbus://10.0.0.8:502?unit=1',
      profile: 'eastron-sdm630',
    }),
    select: id,
    keep: keepId('meter'),
  },
  updateMeter: { input: ({ meter }) => ({ meterId: meter, name: 'M2' }) },
  importMiners: {
    input: ({ site }) => ({
      siteId: site,
      mappedFrom: at(1, 0),
      rows: [1, 2, 3].map((n) => ({
        name: `A${n}`,
        model: 'Antminer S21',
        pdu: 'P2',
        outlet: n,
        address: `10.0.1.${n}`,
      })),
    }),
    select: '... on MinersImported { rows { miner { id } } }',
    keep: (answer, made) => {
      [made.miner, made.other, made.third] = answer.rows.map(({ miner }: { miner: { id: string } }) => miner.id);
    },
  },
  updateMiner: { input: ({ third }) => ({ minerId: third, name: 'A3 renamed' }) },
  mapOutlets: { input: ({ spare, third }) => ({ from: at(20), feeds: [{ outletId: spare, minerId: third }] }) },
  importOutletMap: {
    input: ({ site }) => ({ siteId: site, from: at(21), rows: [{ pdu: 'P2', outlet: '4', machine: '' }] }),
  },
  mapOutletsByPattern: {
    input: async ({ third, pdu }) => {
      const { rows: racks } = await rows(
        "select r.id, s.id as slot from rack r join slot s on s.rack_id = r.id where r.name = 'R9'",
      );
      await mutate(cast.owner, 'updateMiner', { minerId: third, slotId: racks[0].slot }, '');
      return { from: at(22), patterns: [{ pduId: pdu, rackId: racks[0].id, firstOutlet: 4 }] };
    },
  },
  retireDevices: { input: ({ third }) => ({ deviceIds: [third] }) },
  restoreDevices: { input: ({ third }) => ({ deviceIds: [third] }) },

  recordReadings: {
    by: 'collector',
    input: ({ register }) => ({
      sequence: 1,
      sentAt: at(30),
      registers: {
        registerId: Array(30).fill(register),
        takenAt: Array.from({ length: 30 }, (_, day) => at(day + 1)),
        registerWh: Array.from({ length: 30 }, (_, day) => String(day * 72_000)),
      },
    }),
  },
  recordManualReading: {
    input: ({ register }) => ({
      registerId: register,
      takenAt: at(5, 18),
      registerWh: '300000',
      reason: 'Read by eye',
    }),
  },
  recordReplacement: {
    input: ({ register }) => ({
      registerId: register,
      at: at(28, 18),
      finalWh: '1960000',
      initialWh: '0',
      note: 'New PDU',
    }),
  },
  updateRegister: { input: ({ register }) => ({ registerId: register, rolloverWh: '1000000000', maxPowerW: '7300' }) },
  trustReadings: {
    input: ({ register }) => ({ registerId: register, from: at(12), to: at(13), reason: 'A furnace hung there' }),
  },
  voidReadings: { input: ({ register }) => ({ registerId: register, from: at(10), to: at(11), reason: 'Miswired' }) },
  estimateEnergy: {
    input: ({ register }) => ({
      registerId: register,
      from: at(10),
      to: at(11),
      energyWh: '72000',
      reason: 'By the days around',
    }),
  },
});
