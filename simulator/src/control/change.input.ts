import type { Device } from '../farm/layout.ts';
import { FAULTS, type Change, type Fault } from '../farm/state.ts';

export type InputIssue = { readonly path: readonly string[]; readonly message: string };

/** What can go wrong with which kind of device. */
const FAULTS_OF: Record<Device['kind'], readonly Fault[]> = {
  MINER: ['board-down', 'miner-off', 'api-hung', 'unreachable'],
  PDU: ['unreachable', 'register-reset'],
  METER: ['unreachable', 'api-hung', 'register-reset'],
};
const MINER_SETTINGS = ['hashrateThs', 'temperatureC', 'wander'];
/** Far above any machine that is built; a typing error of three digits is caught. */
const MAX_HASHRATE_THS = 2_000;
const MIN_TEMPERATURE_C = -40;
const MAX_TEMPERATURE_C = 150;

/** Checks what somebody asks of a device. All issues at once, each with the path of the field at fault. */
export function readChange(kind: Device['kind'], body: unknown): Change | InputIssue[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return [{ path: [], message: 'Send a JSON object with hashrateThs, temperatureC, wander or fault.' }];
  }
  const fields = Object.entries(body);
  if (fields.length === 0) return [{ path: [], message: 'Nothing to change.' }];
  const issues = fields.flatMap(([name, value]) => {
    const message = issueOf(kind, name, value);
    return message === null ? [] : [{ path: [name], message }];
  });
  return issues.length > 0 ? issues : (body as Change);
}

function issueOf(kind: Device['kind'], name: string, value: unknown): string | null {
  if (MINER_SETTINGS.includes(name) && kind !== 'MINER') return `Only a miner has ${name}.`;
  switch (name) {
    case 'hashrateThs':
      return value === null ? null : numberIssue(value, 0, MAX_HASHRATE_THS, 'TH/s');
    case 'temperatureC':
      return value === null ? null : numberIssue(value, MIN_TEMPERATURE_C, MAX_TEMPERATURE_C, '°C');
    case 'wander':
      return typeof value === 'boolean' ? null : 'true or false.';
    case 'fault':
      return faultIssue(kind, value);
    default:
      return 'No such setting.';
  }
}

function numberIssue(value: unknown, least: number, most: number, unit: string): string | null {
  if (typeof value === 'number' && value >= least && value <= most) return null;
  return `A number from ${least} to ${most} ${unit}, or null for the machine's own.`;
}

function faultIssue(kind: Device['kind'], value: unknown): string | null {
  const allowed = FAULTS_OF[kind];
  if (value === null || allowed.some((fault) => fault === value)) return null;
  const known = FAULTS.some((fault) => fault === value) ? 'Not a fault of this kind of device.' : 'Unknown fault.';
  return `${known} One of ${allowed.join(', ')}, or null.`;
}
