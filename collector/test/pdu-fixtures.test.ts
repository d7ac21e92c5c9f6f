import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPduSession, type PduSession } from '../src/drivers/snmp-pdu.ts';
import type { Electrical, PduReading } from '../src/reading.ts';
import { snmpPduProfiles } from '../src/registry.ts';
import { openSnmp, type SnmpSession } from '../src/transports/snmp.ts';
import { ManualClock } from './clock.ts';
import { expected, haveFixtures, recordedObjects, whyNoFixtures } from './fixtures.ts';
import { type Agent, startAgent } from './snmp-agent.ts';

type ExpectedPart = {
  id?: string;
  label?: string;
  name?: string;
  amps?: number;
  volts?: number;
  watts?: number;
  va?: number;
  pf?: number;
  energy_kwh?: number;
  state?: string;
  kind?: string;
};
type ExpectedPdu = {
  identify: { vendor: string; model?: string; firmware?: string; serial?: string };
  device: ExpectedPart;
  cords?: ExpectedPart[];
  phases?: ExpectedPart[];
  outlets?: { count: number; list: ExpectedPart[] };
};

const RECORDINGS = [
  'apc-apdu9959eu3',
  'apc-ap7900b',
  'apc-easy-epdu1116s',
  'cyberpower-pdu81005',
  'dell-rpdu6606',
  'eaton-ema114-10',
  'enlogic-en1814',
  'gude-epc8031',
  'hpe-mapdu-pdu2',
  'janitza-umg96rm',
  'panduit-p24d40m',
  'raritan-px1-dominion',
  'raritan-px3-5493u',
  'servertech-sentry3-cs24v4',
  'servertech-sentry4-c2s42ce',
  'vertiv-mg02e4w1',
];

/** Under the names of `expected.json`, only what it states: a missing field there is one that the recording doesn't have. */
function inWordsOfFixtures(part: Electrical): ExpectedPart {
  const { currentA, voltageV, powerW, apparentPowerVa, powerFactor, energyWh } = part;
  const words = {
    amps: currentA,
    volts: voltageV,
    watts: powerW,
    va: apparentPowerVa,
    pf: powerFactor,
    energy_kwh: energyWh === null ? null : energyWh / 1000,
  };
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== null));
}

function electricalOf({ amps, volts, watts, va, pf, energy_kwh }: ExpectedPart): ExpectedPart {
  return JSON.parse(JSON.stringify({ amps, volts, watts, va, pf, energy_kwh })) as ExpectedPart;
}

describe.skipIf(!haveFixtures)(
  haveFixtures ? 'reads recorded PDUs over SNMP' : `reads recorded PDUs over SNMP (skipped: ${whyNoFixtures})`,
  () => {
    describe.each(RECORDINGS)('%s', (name) => {
      let agent: Agent;
      let snmp: SnmpSession;
      let session: PduSession;
      let reading: PduReading;
      let want: ExpectedPdu;

      beforeAll(async () => {
        want = expected<ExpectedPdu>(`pdus/${name}.expected.json`);
        agent = await startAgent(recordedObjects(`pdus/${name}.snmprec`));
        snmp = openSnmp({
          host: '127.0.0.1',
          port: agent.port,
          security: { version: '2c', community: 'public' },
          timeoutMs: 2000,
          retries: 0,
        });
        session = openPduSession(snmp, 'recorded', snmpPduProfiles, new ManualClock());
        reading = await session.read({ live: true, registers: true, detail: true });
      });
      afterAll(async () => {
        snmp.close();
        await agent.close();
      });

      test('identity', () => {
        expect(reading).toMatchObject({
          vendor: want.identify.vendor,
          model: want.identify.model ?? null,
          firmware: want.identify.firmware ?? null,
        });
        if (want.identify.serial) expect(reading.serial).toBe(want.identify.serial);
      });

      test('the whole device', () => {
        expect(inWordsOfFixtures(reading.device)).toEqual(electricalOf(want.device));
      });

      test('cords and phases', () => {
        if (want.cords) {
          expect(reading.cords.map((cord) => ({ id: cord.id, name: cord.name, ...inWordsOfFixtures(cord) }))).toEqual(
            want.cords,
          );
          expect(reading.phases.map((phase) => ({ id: phase.id, ...inWordsOfFixtures(phase) }))).toEqual(
            want.phases?.map(({ id }) => expect.objectContaining({ id })),
          );
        }
        // A neutral is no phase: it would be summed.
        const phases = (want.phases ?? []).filter(({ kind }) => kind !== 'neutral');
        expect(reading.phases.map(inWordsOfFixtures)).toEqual(
          phases.map((phase) => expect.objectContaining(electricalOf(phase))),
        );
      });

      test('outlets', () => {
        const outlets = reading.outlets.map((outlet) => ({
          ...inWordsOfFixtures(outlet),
          ...(outlet.on === null ? {} : { state: outlet.on ? 'on' : 'off' }),
        }));
        expect(outlets).toEqual(
          (want.outlets?.list ?? []).map((outlet) => ({ ...electricalOf(outlet), state: outlet.state })),
        );
      });

      test('a poll takes few requests', async () => {
        agent.requests.length = 0;
        await session.read({ live: true, registers: false });
        expect(agent.requests.length).toBeLessThanOrEqual(8);
        expect(agent.requests.every(({ type, oids }) => type === 'get' && oids.length <= 20)).toBe(true);
      });
    });
  },
);
