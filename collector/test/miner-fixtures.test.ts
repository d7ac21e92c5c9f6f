import { describe, expect, test } from 'vitest';
import type { MinerReading } from '../src/reading.ts';
import { expected, haveFixtures, recordedTexts, whyNoFixtures } from './fixtures.ts';
import { readServed } from './served.ts';

type ExpectedMiner = Record<string, unknown> & {
  boards: Record<string, unknown>[] | null;
  pools: Record<string, unknown>[] | null;
  faults: unknown[];
};

const FOLDERS = [
  'antminer-stock/s17pro-2019',
  'antminer-stock/s19-sleeping-two-boards',
  'antminer-stock/s19pro-2022',
  'antminer-stock/s19pro-below-zero',
  'antminer-stock/s21xp-hydro-2026',
  'antminer-stock/s9-missing-comma-bad-sensor',
  'antminer-stock/s9k-trailing-garbage',
  'whatsminer/api1.4-2021',
  'whatsminer/m20s-2020-bad-escape',
  'whatsminer/m31s-2020-error-codes',
  'avalon/a1047-joined',
  'avalon/a1047-joined-nan',
  'avalon/a15-194',
  'avalon/q-idle',
  'braiins/s9-bosminer-4028',
  'luxos/s19kpro-2025.4',
  'sealminer/a2',
  'auradine/at1500-doc-samples',
  'whatsminer/m60s-api3',
  'braiins/s19xp-rest-25.07',
  'epic/s19xp-two-boards',
  'bitaxe/v2.4.5',
  'hiveon/s9-missing-comma',
  'cgminer/4.11.1-no-devices-wire',
];

/** Left open by the recording: its files were taken seconds apart. */
const unsettled: Record<string, string[]> = { 'cgminer/4.11.1-no-devices-wire': ['process_uptime_s'] };

/** Those that don't speak the CGMiner API. */
const protocolOf: Record<string, 'http' | 'whatsminer3'> = {
  'whatsminer/m60s-api3': 'whatsminer3',
  'braiins/s19xp-rest-25.07': 'http',
  'epic/s19xp-two-boards': 'http',
  'bitaxe/v2.4.5': 'http',
};

/** Recordings name their files after the command; where that is a path or has dots, this leads back. */
const commandOf: Record<string, (name: string) => string> = {
  'whatsminer/m60s-api3': (name) =>
    name.replace(/^get_miner_status_/, 'get.miner.status ').replace(/^get_device_info$/, 'get.device.info'),
  'braiins/s19xp-rest-25.07': (name) =>
    `/api/v1/${name.replace(/^(miner_hw|miner|cooling|performance)_/, (part) => part.replaceAll('_', '/'))}`,
  'epic/s19xp-two-boards': (name) => `/${name}`,
  'bitaxe/v2.4.5': () => '/api/system/info',
};

/** Our reading under the names of the recordings' `expected.json`. */
function inWordsOfFixtures(reading: MinerReading): Record<string, unknown> {
  return {
    make: reading.make,
    model: reading.model,
    firmware: reading.firmware,
    firmware_version: reading.firmwareVersion,
    api_version: reading.apiVersion,
    mining: reading.hashing,
    hashrate_ths: reading.hashrateThs,
    hashrate_avg_ths: reading.hashrateAverageThs,
    hashrate_ideal_ths: reading.hashrateIdealThs,
    boards: reading.boards.map((board) => ({
      slot: board.position,
      hashrate_ths: board.hashrateThs,
      temp_board_max_c: board.boardTemperatureC,
      temp_chip_max_c: board.chipTemperatureC,
      chips: board.chips,
      serial: board.serial,
      state: board.state,
    })),
    temp_inlet_c: reading.inletTemperatureC,
    fans_rpm: reading.fansRpm,
    psu_fan_rpm: reading.psuFanRpm,
    power_w: reading.powerW,
    power_kind: reading.powerKind?.toLowerCase() ?? null,
    uptime_s: reading.uptimeSeconds,
    process_uptime_s: reading.processUptimeSeconds,
    pools: reading.pools,
    accepted: reading.accepted,
    rejected: reading.rejected,
    hw_errors: reading.hardwareErrors,
    serial: reading.serial,
    mac: reading.mac?.toLowerCase() ?? null,
  };
}

/** Numbers within a millionth, everything else exactly. */
function close(value: unknown): unknown {
  if (typeof value === 'number')
    return expect.closeTo(value, value === 0 ? 9 : Math.max(0, 6 - Math.ceil(Math.log10(Math.abs(value)))));
  if (Array.isArray(value)) return value.map(close);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, close(inner)]));
  return value;
}

describe.skipIf(!haveFixtures)(
  haveFixtures ? 'reads recorded miners over sockets' : `reads recorded miners (skipped: ${whyNoFixtures})`,
  () => {
    test.each(FOLDERS)('%s', async (folder) => {
      const texts = recordedTexts(`miners/${folder}`, commandOf[folder]);
      const want = expected<ExpectedMiner>(`miners/${folder}/expected.json`);
      want.mac = typeof want.mac === 'string' ? want.mac.toLowerCase() : null;
      const reading = await readServed(protocolOf[folder] ?? 'cgminer', texts);
      const got = inWordsOfFixtures(reading);
      for (const [key, value] of Object.entries(got))
        if (key in want && !unsettled[folder]?.includes(key))
          expect({ [key]: value }).toEqual({ [key]: close(want[key]) });
      const codes = want.faults.filter((fault) => typeof fault === 'number');
      expect(reading.faults.flatMap(({ code }) => (code === null ? [] : [code]))).toEqual(codes);
      expect(reading.faults.length > 0).toBe(want.faults.length > 0);
    });
  },
);
