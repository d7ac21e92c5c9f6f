// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@solidjs/testing-library';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallMessage, CallReply } from '../worker/calls.ts';
import { serveEvidence } from '../worker/serve-evidence.ts';
import { LineTrail } from './line-trail.tsx';
import { Recompute } from './recompute.tsx';
import type { Difference, OpenFile, TrailInterval } from './trail.ts';
import { useEvidence } from './use-evidence.ts';

// jsdom lays nothing out; the virtual rows need a window to fill.
beforeEach(() => {
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(800);
});
afterEach(() => vi.unstubAllGlobals());

const interval = (own: Partial<TrailInterval> = {}): TrailInterval => ({
  from: '2026-06-01T05:00:00Z',
  to: '2026-06-01T05:15:00Z',
  quality: 'MEASURED',
  energyWh: '812',
  register: 'pdu-1/outlet-4',
  method: null,
  gap: null,
  readings: {
    start: { at: '2026-06-01T05:00:00Z', wh: '1204880125' },
    end: { at: '2026-06-01T05:15:00Z', wh: '1204880937' },
    energyWh: '812',
    replacements: [],
    voids: [],
    feeds: 1,
  },
  factors: null,
  ...own,
});
const day = { date: '2026-06-01', energyKwh: '0.812', estimatedKwh: '0.000', open: true };

/** A file of one line and one machine, whose day has a quarter hour measured and one without data. */
const file = (differences: Difference[] = []): OpenFile => ({
  readings: 2,
  bill: { lines: [{ amount: '0.06' }], total: '0.06', currency: 'USD' },
  line: () => ({
    timeZone: 'America/Chicago',
    method: 'METERED',
    cap: null,
    days: [day],
    units: [{ unit: 'S21-001', energyKwh: '0.812', estimatedKwh: '0.000', days: [day] }],
    counted: [],
  }),
  intervals: () => [
    interval(),
    interval({
      from: '2026-06-01T05:15:00Z',
      to: '2026-06-02T05:00:00Z',
      quality: 'GAP',
      gap: 'UNCOVERED',
      energyWh: null,
      register: 'pdu-1/outlet-4',
      readings: null,
    }),
  ],
  differences: () => differences,
});

/** A worker's two ends in one thread, as far apart as messages keep them. */
function workerOf(open: OpenFile): Worker {
  const pages: ((event: { data: CallReply }) => void)[] = [];
  const workers: ((event: { data: CallMessage }) => void)[] = [];
  serveEvidence(() => ({ ok: true, evidence: open }), {
    addEventListener: (_, listener) => workers.push(listener),
    postMessage: (reply) => queueMicrotask(() => pages.forEach((page) => page({ data: structuredClone(reply) }))),
  });
  return {
    addEventListener: (type: string, listener: (event: { data: CallReply }) => void) =>
      type === 'message' && pages.push(listener),
    postMessage: (message: CallMessage) => workers.forEach((worker) => worker({ data: structuredClone(message) })),
    terminate: () => {},
  } as unknown as Worker;
}

/** The origin's answer for the evidence: that many bytes, gzipped. */
function serve(bytes: number): void {
  const gzipped = () => new Response(new Uint8Array(bytes)).body?.pipeThrough(new CompressionStream('gzip'));
  vi.stubGlobal('fetch', async () => new Response(gzipped()));
}

function show(parts: { file?: OpenFile; bytes?: number; sha256?: string | null; total?: string } = {}) {
  serve(parts.bytes ?? 100);
  render(() => {
    const evidence = useEvidence(
      () => '/documents/invoices/i1/evidence.json.gz',
      () => workerOf(parts.file ?? file()),
    );
    return (
      <>
        <LineTrail evidence={evidence} index={0} noun="machine" />
        <Recompute
          evidence={evidence}
          noun="bill"
          evidenceUrl="/documents/invoices/i1/evidence.json"
          sha256={parts.sha256}
          shown={{ amounts: ['0.06'], total: parts.total ?? '0.06', currency: 'USD' }}
        />
      </>
    );
  });
}
const recompute = () => fireEvent.click(screen.getByRole('button', { name: 'Recompute' }));

test('a line opens to its machines, a machine to its intervals, an interval to the readings', async () => {
  show();
  const machines = await screen.findByRole('grid', { name: 'Energy by machine' });
  expect(within(machines).getByText('all measured, 1 day with gaps')).toBeTruthy();
  fireEvent.click(within(machines).getByText('S21-001'));
  const intervals = await screen.findByRole('grid', { name: 'Intervals of S21-001' });
  expect(within(intervals).getByText('00:15 to 24:00')).toBeTruthy();
  expect(within(intervals).getByText('not known')).toBeTruthy();
  fireEvent.click(within(intervals).getByText('00:00 to 00:15'));
  const readings = await screen.findByRole('region', { name: 'Readings' });
  expect(within(readings).getByText('1,204,880,125 Wh')).toBeTruthy();
  expect(within(readings).getByText('0.812 kWh')).toBeTruthy();
});

test('a gap says that it is none, and not zero', async () => {
  show();
  fireEvent.click(await screen.findByText('S21-001'));
  fireEvent.click(await screen.findByText('00:15 to 24:00'));
  expect(await screen.findByText(/That is not the same as zero/)).toBeTruthy();
});

test('recomputing says that it is the same, by a word', async () => {
  show();
  recompute();
  expect(await screen.findByText('The same, to the cent.')).toBeTruthy();
});

test('recomputing lists what differs', async () => {
  show({ file: file([{ path: 'lines[0].amount', billed: '0.06', recomputed: '0.05' }]) });
  recompute();
  expect(await screen.findByText('Not the same.')).toBeTruthy();
  expect(screen.getByText('line 1, amount')).toBeTruthy();
});

test('a file that tells another bill than the page is not the same', async () => {
  show({ total: '7.00' });
  recompute();
  expect(await screen.findByText('total as shown here')).toBeTruthy();
});

test('another file than the one that was billed is not the same, whatever it says', async () => {
  show({ sha256: 'a'.repeat(64) });
  recompute();
  expect(await screen.findByText(/not the one whose fingerprint/)).toBeTruthy();
  expect(screen.queryByText('The same, to the cent.')).toBeNull();
});

test('above 20 MB the command is offered; opening the lines is left to the reader', async () => {
  show({ bytes: 20_000_001 });
  // 20 MB are unzipped for it, twice: more than the usual second on a busy machine.
  const unzipping = { timeout: 15_000 };
  expect(await screen.findByText(/npm run -s verify/, {}, unzipping)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Recompute' }).disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Open it here' }));
  expect(await screen.findByText('S21-001', {}, unzipping)).toBeTruthy();
  expect(screen.getByText(/npm run -s verify/)).toBeTruthy();
}, 40_000);

test('evidence that can’t be fetched says so and can be tried again', async () => {
  vi.stubGlobal('fetch', async () => new Response('Not found', { status: 404 }));
  render(() => {
    const evidence = useEvidence(
      () => '/x.gz',
      () => workerOf(file()),
    );
    return <LineTrail evidence={evidence} index={0} noun="machine" />;
  });
  expect(await screen.findByText(/session may have ended/)).toBeTruthy();
  serve(10);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('S21-001')).toBeTruthy();
});
