import type { OpenFile, Opened, ReadFile, Recomputed, TrailInterval, TrailLine } from '../trail/trail.ts';
import type { CallProgress } from './calls.ts';
import { downloadGzip } from './download.ts';
import { serveCalls, type WorkerPort } from './serve.ts';

type Report = (progress: CallProgress) => void;

/** What the worker behind a bill is asked. */
export type EvidenceCalls = {
  open(file: { url: string; limitBytes: number }, report: Report): Promise<Opened>;
  recompute(nothing: null): Recomputed;
  line(index: number): TrailLine;
  intervals(of: { index: number; unit: string; date: string }): readonly TrailInterval[];
};

/** Keeps one evidence file open in a worker and answers from it. `read` is the rating: what a file means is its business. */
export function serveEvidence(read: (text: string) => ReadFile, port?: WorkerPort): void {
  let file: OpenFile | undefined;
  const opened = (): OpenFile => {
    if (!file) throw new Error('no evidence file is open');
    return file;
  };
  const calls: EvidenceCalls = {
    async open({ url, limitBytes }, report) {
      const found = await downloadGzip(url, limitBytes, report);
      if (found.kind !== 'file') return found;
      report({ step: 'read', done: 0, total: null });
      const result = read(new TextDecoder().decode(found.bytes));
      if (!result.ok) return { kind: 'invalid', faults: result.faults.slice(0, MOST_FAULTS) };
      file = result.evidence;
      const { readings, bill } = file;
      return {
        kind: 'open',
        sha256: found.sha256,
        bytes: found.bytes.byteLength,
        readings,
        lines: bill.lines.length,
      };
    },
    recompute() {
      const { bill, differences } = opened();
      const amounts = bill.lines.map(({ amount }) => amount);
      return { total: bill.total, currency: bill.currency, amounts, differences: differences() };
    },
    line: (index) => opened().line(index),
    intervals: ({ index, unit, date }) => opened().intervals(index, unit, date),
  };
  serveCalls(calls, port);
}

/** More than these say nothing new. */
const MOST_FAULTS = 20;
