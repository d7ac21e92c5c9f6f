import { DeviceFailure } from '../device-failure.ts';
import type { MeterMark, ModbusMeterProfile } from '../profiles/modbus-meter.profile.ts';
import type { MeterIdentity } from '../reading.ts';
import type { ModbusSession } from '../transports/modbus.ts';
import { identifySunspec, SUNSPEC_PROFILE } from './sunspec-meter.ts';

/** `profile` null: it speaks Modbus, and that is all that is known. */
export type KnownMeter = MeterIdentity & { readonly profile: string | null };

const UNKNOWN: KnownMeter = { profile: null, vendor: null, model: null, firmware: null, serial: null };

/** What a device on Modbus is, by what it says of itself: a SunSpec map, the registers that makers document for it, or function 43. */
export async function identifyMeter(
  modbus: Pick<ModbusSession, 'read' | 'identification'>,
  profiles: readonly ModbusMeterProfile[],
): Promise<KnownMeter> {
  let answered = false;
  /** Null: it says no. A device that has answered before and is silent now doesn't know the question. */
  const unlessRefused = async <T>(asked: Promise<T>): Promise<T | null> => {
    try {
      const answer = await asked;
      answered = true;
      return answer;
    } catch (error) {
      if (!(error instanceof DeviceFailure)) throw error;
      answered ||= error.kind === 'unsupported';
      if (answered) return null;
      throw error;
    }
  };
  const read: ModbusSession['read'] = async (functionCode, address, count) => {
    const words = await modbus.read(functionCode, address, count).catch((error: unknown) => {
      answered ||= error instanceof DeviceFailure && error.kind === 'unsupported';
      throw error;
    });
    answered = true;
    return words;
  };

  const sunspec = await unlessRefused(identifySunspec({ read }));
  if (sunspec) return { ...sunspec, profile: SUNSPEC_PROFILE };
  for (const { mark, members } of marksOf(profiles)) {
    const words = await unlessRefused(read(mark.functionCode, mark.address, mark.count));
    for (const profile of words ? members : []) {
      const model = words && profile.mark ? modelBy(profile.mark, words) : null;
      if (model === null) continue;
      const serial = await serialOf(profile.mark, (place) => unlessRefused(read(3, place.address, place.count)));
      return { profile: profile.id, vendor: profile.vendor, model, firmware: null, serial };
    }
  }
  const said = await unlessRefused(modbus.identification());
  if (!said) return UNKNOWN;
  const { vendor, product: model, revision: firmware } = said;
  const called = profiles.find((profile) => profile.called?.test(`${vendor} ${model}`));
  return { profile: called?.id ?? null, vendor, model, firmware, serial: null };
}

type Marked = { readonly mark: MeterMark; readonly members: readonly ModbusMeterProfile[] };

/** Each place once, with the profiles that look there. */
function marksOf(profiles: readonly ModbusMeterProfile[]): Marked[] {
  const places = new Map<string, { mark: MeterMark; members: ModbusMeterProfile[] }>();
  for (const profile of profiles) {
    const { mark } = profile;
    if (!mark) continue;
    const place = `${mark.functionCode}:${mark.address}+${mark.count}`;
    const known = places.get(place);
    if (known) known.members.push(profile);
    else places.set(place, { mark, members: [profile] });
  }
  return [...places.values()];
}

function modelBy({ holds }: MeterMark, words: Buffer): string | null {
  if (!(holds instanceof RegExp)) return holds[words.readUInt16BE(0)] ?? null;
  const text = textOf(words);
  return text !== null && holds.test(text) ? text : null;
}

async function serialOf(
  mark: MeterMark | undefined,
  read: (place: { readonly address: number; readonly count: number }) => Promise<Buffer | null>,
): Promise<string | null> {
  if (!mark?.serial) return null;
  const words = await read(mark.serial);
  if (words === null) return null;
  return mark.serial.as === 'text' ? textOf(words) : String(words.readUInt32BE(0));
}

function textOf(words: Buffer): string | null {
  return words.toString('latin1').replace(/\0.*$/s, '').trim() || null;
}
