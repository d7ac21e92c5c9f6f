import {
  type Bill,
  type ContractRow,
  type Evidence,
  type EvidenceFile,
  type PriceRow,
  type RegisterRow,
  parseEvidence,
  rate,
} from '../src/index.ts';

/** Builders of bundles: valid by default, so that a test says only what matters to it. Zone UTC unless a test is about zones. */
export const june = { from: '2026-06-01', to: '2026-07-01' };

export function evidenceFile(parts: Partial<EvidenceFile> = {}): EvidenceFile {
  return { format: 'hashyard-evidence/1', currency: 'USD', period: june, ...parts };
}

export function energyPrice(parts: Partial<PriceRow> = {}): PriceRow {
  return { component: 'ENERGY', unit: 'KWH', rate: '0.1', ...parts };
}

/** METERED, with unit M-1 all the time. */
export function contract(parts: Partial<ContractRow> = {}): ContractRow {
  return {
    number: 'HC-1',
    type: 'HOSTED',
    timeZone: 'UTC',
    billingMethod: 'METERED',
    startsOn: '2026-01-01',
    prices: [energyPrice()],
    assignments: [{ unit: 'M-1', from: '2026-01-01T00:00:00Z' }],
    ...parts,
  };
}

/** Feeds M-1, from 0 to 720 kWh over June: 1 kWh an hour. */
export function register(parts: Partial<RegisterRow> = {}): RegisterRow {
  return {
    id: 'outlet-1',
    feeds: [{ unit: 'M-1' }],
    readings: [
      ['2026-06-01T00:00:00Z', '0'],
      ['2026-07-01T00:00:00Z', '720000'],
    ],
    ...parts,
  };
}

export function evidence(parts: Partial<EvidenceFile>): Evidence {
  const parsed = parseEvidence(evidenceFile(parts));
  if (!parsed.ok) throw new Error(parsed.faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return parsed.bundle;
}

export function billOf(parts: Partial<EvidenceFile>): Bill {
  return rate(evidence(parts));
}

/** The quantities of a bill's lines. */
export function quantities(bill: Bill): string[] {
  return bill.lines.map(({ quantity }) => quantity);
}

/** Holds as short sentences: `VOIDED outlet-1 M-1 06-10T00:00 06-11T00:00` for June 2026. */
export function holds(bill: Bill): string[] {
  return bill.held.map(({ code, register: id, unit, from, to }) =>
    [code, id, unit, short(from), short(to)].filter((part) => part !== undefined).join(' '),
  );
}

function short(instant: string): string {
  return instant.replace(/^2026-/, '').replace(/:00Z$/, '');
}

/** Paths of the faults of a file, as a plain value so that tests may break any part of it. */
export function faultPaths(file: unknown): string[] {
  const parsed = parseEvidence(file);
  return parsed.ok ? [] : parsed.faults.map(({ path }) => path);
}
