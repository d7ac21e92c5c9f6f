import { GraphQLError } from 'graphql';
import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Forbidden, refuse } from '../../graphql/refusals.ts';
import { type DeviceBook, deviceBook, heardOf } from '../collectors/index.ts';
import { contradicts, type MinerRow, type ReadBatch, readBatch, type Reject, shapeFaults } from './batch.rules.ts';
import { remakeDays } from './daily-means.job.ts';
import { addElectrical, saveElectrical } from './electrical.store.ts';
import { fleetState } from './fleet-state.ts';
import { ensurePartitions, spanOf } from './partitions.service.ts';
import type { LatestAnswer } from './reading.rules.ts';
import { addRegisterReadings, addSamples, isCollector, lockCollector, saveAnswers } from './reading.store.ts';
import { keepRejected, markRegisters } from './register-changes.store.ts';
import type { RecordReadingsInput } from './telemetry.inputs.ts';
import type { ReadingsRecorded } from './telemetry.type.ts';

/** Batches that this process writes at once before it asks collectors to wait. */
const busyBatches = 8;
const waitWhenBusyMs = 1_000;
let batchesUnderWay = 0;

/** What a batch may take to become durable before its collector goes on with newer ones and brings it again later; a large one longer. */
const durableWithinMs = { batch: 500, row: 1 } as const;
const bringAgainAfterMs = 5_000;
/** Collectors of whom a batch takes longer: theirs are only shown until that one is written. */
const overdue = new Set<string>();

/**
 * Takes one batch of a collector's spool: what is newer than known goes to the live viewers first, then all of it into
 * the database in one transaction, then the answer. A batch that comes again shows nothing and changes nothing. While the
 * database stands still batches are shown all the same, and brought again afterwards.
 */
export async function recordReadings(context: ViewerContext, input: RecordReadingsInput): Promise<ReadingsRecorded> {
  refuseBadShape(input);
  const collectorId = context.viewer.collectorId as string;
  const { book, changed } = await deviceBook(context);
  const batch = readBatch(input, book, context.now().getTime());
  const latest = await publish(context, batch, changed);
  if (overdue.has(collectorId)) throw notDurable();
  const writing = write(context, input, { book, batch, latest });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), durableWithinMs.batch + rowsOf(batch) * durableWithinMs.row);
  });
  const recorded = await Promise.race([writing, late]).finally(() => clearTimeout(timer));
  if (recorded) return recorded;
  overdue.add(collectorId);
  void writing.catch(logFault).finally(() => overdue.delete(collectorId));
  throw notDurable();
}

const notDurable = () =>
  new GraphQLError('Shown, but not durable yet: bring it again.', {
    extensions: { code: 'NOT_DURABLE', retryAfterMs: bringAgainAfterMs },
  });

const logFault = (fault: unknown): void =>
  console.error(JSON.stringify({ level: 'error', message: 'a late batch was not written', fault: String(fault) }));

const rowsOf = ({ miners, electrical, registers }: ReadBatch): number =>
  miners.length + electrical.length + registers.length;

type Read = { readonly book: DeviceBook; readonly batch: ReadBatch; readonly latest: readonly Newest[] };

async function write(
  context: ViewerContext,
  input: RecordReadingsInput,
  { book, batch, latest }: Read,
): Promise<ReadingsRecorded> {
  const collectorId = context.viewer.collectorId as string;
  batchesUnderWay += 1;
  try {
    await ensurePartitions(context.installation, {
      minutes: spanOf(batch.miners.map((row) => row.takenAtMs)),
      electrical: spanOf(batch.electrical.map(({ reading }) => reading.takenAtMs)),
      months: spanOf([...batch.miners, ...batch.registers].map((row) => row.takenAtMs)),
    });
    const stored = await inTransaction(context, async (scope) => {
      await lockCollector(scope.em, collectorId);
      if (!(await isCollector(scope.em, collectorId)))
        refuse(new Forbidden('UNAUTHENTICATED', 'This token is revoked.'));
      await heardOf(scope, collectorId, { sentAt: input.sentAt, newestReadingAt: newestOf(batch) });
      const stored = await store(scope, batch, latest);
      const numberOf = (id: string) => book.registers.get(id)?.no;
      await keepRejected(
        scope.em,
        context.viewer.organizationId,
        input.registers,
        stored.rejects,
        numberOf,
        context.now(),
      );
      return stored;
    });
    return {
      acknowledgedSequence: input.sequence,
      ...stored,
      retryAfterMs: batchesUnderWay > busyBatches ? waitWhenBusyMs : 0,
    };
  } finally {
    batchesUnderWay -= 1;
  }
}

/** When the newest of all its readings was taken; of an empty batch nothing is known. */
function newestOf({ miners, electrical, registers }: ReadBatch): Date | undefined {
  const taken = [...miners, ...registers, ...electrical.map(({ reading }) => reading)].map(
    ({ takenAtMs }) => takenAtMs,
  );
  return taken.length > 0 ? new Date(taken.reduce((newest, at) => Math.max(newest, at))) : undefined;
}

function refuseBadShape(input: RecordReadingsInput): void {
  const faults = new Faults();
  for (const { code, path, message } of shapeFaults(input)) faults.add(code, path, message);
  faults.refuseIfAny();
}

type Newest = { readonly id: string; readonly no: number; readonly answer: LatestAnswer };

/** Shows what is newer than known; answers each miner's newest, for the table. Durability comes after. */
async function publish({ installation, viewer }: ViewerContext, batch: ReadBatch, changed: boolean): Promise<Newest[]> {
  const state = await fleetState(installation, viewer.organizationId).refresh(changed ? 0 : undefined);
  for (const { no, reading } of [...batch.electrical].sort((a, b) => a.reading.takenAtMs - b.reading.takenAtMs))
    state.takeElectrical(no, reading);
  const newest = new Map<number, Newest>();
  for (const row of [...batch.miners].sort((a, b) => a.takenAtMs - b.takenAtMs)) {
    if (!row.answer) continue;
    const taken = state.takeAnswer(row.no, state.completed(row.no, row.answer));
    if (taken) newest.set(row.no, { id: row.id, no: row.no, answer: taken });
  }
  return resaveAfterFailure(batch, newest, (no) => state.miner(no)?.answer ?? null);
}

/** A batch whose first delivery was shown but not written shows nothing new; the table still lacks it. */
function resaveAfterFailure(
  batch: ReadBatch,
  newest: Map<number, Newest>,
  known: (no: number) => LatestAnswer | null,
): Newest[] {
  for (const { id, no, takenAtMs } of batch.miners) {
    const answer = known(no);
    if (!newest.has(no) && answer?.takenAtMs === takenAtMs) newest.set(no, { id, no, answer });
  }
  return [...newest.values()];
}

async function store(
  { em, now, viewer, installation }: ViewerContext,
  batch: ReadBatch,
  latest: readonly Newest[],
): Promise<Pick<ReadingsRecorded, 'accepted' | 'duplicates' | 'rejects'>> {
  const { organizationId } = viewer;
  const state = fleetState(installation, organizationId);
  const miners: MinerRow[] = batch.miners.map((row) => ({
    ...row,
    answer: row.answer && state.completed(row.no, row.answer),
  }));
  const fresh = await addSamples(em, organizationId, miners);
  await remakeDays({ em, now }, Math.min(...miners.map((row) => row.takenAtMs)));
  const known = await addRegisterReadings(em, organizationId, batch.registers, now());
  const there = new Set(known.map(({ row }) => row));
  await markRegisters(
    em,
    batch.registers.filter(({ row }) => !there.has(row)),
  );
  const freshElectrical = await addElectrical(em, organizationId, batch.electrical);
  await saveElectrical(em, organizationId, batch.electrical);
  await saveAnswers(em, organizationId, latest);
  const disputed = known.filter(({ same }) => !same);
  const rejects: Reject[] = [
    ...batch.rejects,
    ...disputed.map(({ row }) => ({ part: 'REGISTERS' as const, row, ...contradicts })),
  ];
  const duplicates =
    miners.length -
    fresh +
    (known.length - disputed.length) +
    batch.repeats +
    batch.electrical.length -
    freshElectrical;
  const rows = miners.length + batch.boards + batch.electrical.length + batch.registers.length + batch.repeats;
  return { accepted: rows - disputed.length - duplicates, duplicates, rejects };
}
