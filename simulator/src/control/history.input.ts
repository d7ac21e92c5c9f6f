import type { HistoryKind, HistorySpan } from './history.ts';
import { FARM_EPOCH_MS } from '../farm/wave.ts';
import type { InputIssue } from './change.input.ts';

/** A year of quarter hours; more is a mistake, and would be held in memory per device. */
const MAX_STEPS = 35_136;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** `to` in the future is cut at now: nobody has read those values yet. */
export function readHistoryQuery(
  query: URLSearchParams,
  nowMs: number,
): { kind: HistoryKind; span: HistorySpan } | InputIssue[] {
  const issues: InputIssue[] = [];
  const fail = (name: string, message: string): void => void issues.push({ path: [name], message });
  const fromMs = readInstant(query.get('from'));
  const toMs = readInstant(query.get('to'));
  const stepSeconds = Number(query.get('stepSeconds') ?? 3600);
  const kind = query.get('kind') ?? 'registers';
  if (Number.isNaN(fromMs)) fail('from', 'An instant with its zone, as in 2026-01-31T00:00:00Z.');
  if (fromMs < FARM_EPOCH_MS) fail('from', `The farm began at ${new Date(FARM_EPOCH_MS).toISOString()}.`);
  if (Number.isNaN(toMs)) fail('to', 'An instant with its zone, as in 2026-02-28T00:00:00Z.');
  if (toMs < fromMs) fail('to', 'Not before from.');
  if (!Number.isInteger(stepSeconds) || stepSeconds < 1) fail('stepSeconds', 'A whole number of seconds from 1.');
  if ((toMs - fromMs) / (stepSeconds * 1000) > MAX_STEPS) fail('stepSeconds', `More than ${MAX_STEPS} steps.`);
  if (kind !== 'registers' && kind !== 'hashrate') fail('kind', 'registers or hashrate.');
  if (issues.length > 0 || (kind !== 'registers' && kind !== 'hashrate')) return issues;
  return { kind, span: { fromMs, toMs: Math.min(toMs, nowMs), stepSeconds } };
}

function readInstant(text: string | null): number {
  return text !== null && INSTANT.test(text) ? Date.parse(text) : Number.NaN;
}
