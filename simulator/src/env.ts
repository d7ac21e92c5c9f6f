import { MAX_FARM, type FarmSize } from './farm/layout.ts';

export type Env = {
  readonly farm: FarmSize | null;
  readonly seed: number | null;
  readonly stateFile: string | null;
  /** `127.77`, or null to take a free one. */
  readonly network: string | null;
  readonly host: string;
  readonly controlPort: number;
  readonly smtpPort: number;
  readonly mailDir: string | null;
};

export const DEFAULT_FARM: FarmSize = { miners: 240, pdus: 12, meters: 2 };
export const DEFAULT_SEED = 1;

/** Parses the whole configuration once. A bad value stops the start by its name. */
export function readEnv(variables: NodeJS.ProcessEnv): Env {
  const { HASHYARD_FARM, SIMULATOR_SEED, SIMULATOR_STATE, SIMULATOR_NETWORK, MAIL_DIR, HOST } = variables;
  return {
    farm: HASHYARD_FARM ? parseFarm(HASHYARD_FARM) : null,
    seed: SIMULATOR_SEED ? parseWhole('SIMULATOR_SEED', SIMULATOR_SEED, 2 ** 32 - 1) : null,
    stateFile: SIMULATOR_STATE || null,
    network: SIMULATOR_NETWORK ? parseNetwork(SIMULATOR_NETWORK) : null,
    host: HOST || '127.0.0.1',
    controlPort: parseWhole('CONTROL_PORT', variables['CONTROL_PORT'] || '0', 65_535),
    smtpPort: parseWhole('SMTP_PORT', variables['SMTP_PORT'] || '0', 65_535),
    mailDir: MAIL_DIR || null,
  };
}

function parseFarm(text: string): FarmSize {
  const size = { ...DEFAULT_FARM };
  for (const part of text.split(',')) {
    const [name, count] = part.split('=').map((side) => side.trim());
    if (name !== 'miners' && name !== 'pdus' && name !== 'meters') {
      throw new Error(
        `HASHYARD_FARM: "${part}" isn't miners=…, pdus=… or meters=… (as in miners=240,pdus=12,meters=2).`,
      );
    }
    size[name] = parseWhole(`HASHYARD_FARM: ${name}`, count ?? '', MAX_FARM[name]);
  }
  if (size.miners > 0 && size.pdus === 0) throw new Error('HASHYARD_FARM: miners need at least one PDU to hang on.');
  return size;
}

function parseNetwork(text: string): string {
  const part = /^127\.(\d{1,3})\.0\.0\/16$/.exec(text)?.[1];
  if (part === undefined || Number(part) < 2 || Number(part) > 254) {
    throw new Error(
      `SIMULATOR_NETWORK: "${text}" isn't a loopback network like 127.77.0.0/16 (from 127.2 to 127.254).`,
    );
  }
  return `127.${Number(part)}`;
}

function parseWhole(name: string, text: string, most: number): number {
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw new Error(`${name}: "${text}" isn't a whole number from 0 to ${most}.`);
}
