import type { MinerReading } from '../../src/reading.ts';
import type { MinerProtocolId } from '../../src/registry.ts';

/** What a miner of one family says, made up after the layout of its kind, and what that means. */
export type Recording = {
  readonly name: string;
  readonly family: string;
  readonly protocol: MinerProtocolId;
  /** By command or path; text where the device's is no JSON. */
  readonly answers: Readonly<Record<string, object | string>>;
  readonly reading: Partial<MinerReading>;
};

/** The common envelope; `description` is the program's name. */
export function answer(section: string, entries: readonly object[], description = 'cgminer 4.9.2'): object {
  const status = { STATUS: 'S', When: 1_780_308_000, Code: 11, Msg: section, Description: description };
  return { STATUS: [status], [section]: entries, id: 1 };
}

export const NOT_PERMITTED = { STATUS: [{ STATUS: 'E', When: 1, Code: 45, Msg: 'Access denied' }], id: 1 };

/** One pool as the common API lists it. */
export const pool = (more: object = {}): object => ({
  POOL: 0,
  URL: 'stratum+tcp://pool.example:3333',
  User: 'acme.rig1',
  Status: 'Alive',
  Priority: 0,
  'Stratum Active': true,
  Accepted: 90,
  Rejected: 2,
  'Last Share Time': 1_780_307_990,
  ...more,
});
