import { afterEach, describe, expect, test } from 'vitest';
import type { Framing } from '../src/address.ts';
import { openMeter } from '../src/readers.ts';
import type { MeterReading } from '../src/reading.ts';
import { modbusMeterProfiles } from '../src/registry.ts';
import { hexRegisters, type Meter, startMeter } from './modbus-meter.ts';
import { type MeterRecording, meterRecordings } from './recordings/meters.ts';

let meter: Meter;
afterEach(() => meter.close());

async function read(recording: MeterRecording, framing: Framing, profile: string | null): Promise<MeterReading> {
  meter = await startMeter(hexRegisters(recording.registers), framing === 'rtu' ? 'serial' : 'tcp');
  meter.identification = recording.identification ?? null;
  const open = openMeter({ host: '127.0.0.1', port: meter.port, unit: 1, framing }, profile);
  return open.read({ live: true, registers: true, detail: true }).finally(() => open.close());
}

describe('meters of our own making are known by what they say, and read over Modbus', () => {
  test.each(meterRecordings)('$profile: $name', async (recording) => {
    const { profile, reading } = recording;
    expect(await read(recording, 'tcp', null)).toMatchObject({
      profile,
      ...reading,
      phases: reading.phases.map((phase) => expect.objectContaining(nearly(phase))),
    });
  });

  test.each(firstOfEachProfile())('$profile with its profile configured says the same', async (recording) => {
    const { device } = await read(recording, 'tcp', recording.profile);
    expect(device).toMatchObject(recording.reading.device);
    // Nobody asked it who it is.
    expect(meter.requests.every(({ start }) => start < 0x8900)).toBe(true);
  });

  test('each profile has one', () => {
    expect(
      firstOfEachProfile()
        .map(({ profile }) => profile)
        .toSorted(),
    ).toEqual(modbusMeterProfiles.map(({ id }) => id).toSorted());
  });
});

// A line rests between two frames: few, since each takes half a second to be known.
test.each(meterRecordings.filter(({ name }) => /UMG604|SDM72/.test(name)))(
  'behind a serial gateway likewise: $profile',
  async (recording) => {
    const { profile, reading } = recording;
    expect(await read(recording, 'rtu', null)).toMatchObject({ profile, device: reading.device });
  },
);

function firstOfEachProfile(): MeterRecording[] {
  return [...new Map(meterRecordings.toReversed().map((recording) => [recording.profile, recording])).values()];
}

/** Floats of the wire have more digits than what was meant. */
function nearly(phase: object): object {
  return Object.fromEntries(
    Object.entries(phase).map(([name, value]) => [
      name,
      typeof value === 'number' ? expect.closeTo(value, 3) : (value as unknown),
    ]),
  );
}
