import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { ViewerContext } from '../../context.ts';
import { insertRows } from '../../database/insert-rows.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { rangeText } from '../../database/time-range.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId, newId } from '../../ids.ts';
import { Register } from '../fleet/fleet.entity.ts';
import type {
  RecordManualReadingInput,
  RecordReplacementInput,
  TrustReadingsInput,
  VoidReadingsInput,
} from './corrections.inputs.ts';
import { judgeNow } from './judging.service.ts';

const longestReason = 1_000;

/** A meter was swapped. What it changes of issued bills becomes a true-up on the next ones; the bills themselves stay. */
export function recordReplacement(context: ViewerContext, input: RecordReplacementInput): Promise<Register> {
  return once(
    context,
    'recordReplacement',
    input,
    async (scope) => {
      const register = await findRegister(scope, input.registerId);
      const faults = new Faults();
      const at = pastSecond(faults, input.at, 'at', scope.now());
      const finalWh = wholeWh(faults, input.finalWh, 'finalWh', register);
      const initialWh = wholeWh(faults, input.initialWh, 'initialWh', register);
      const note = faults.line(input.note, 'note', { max: longestReason, required: true });
      faults.refuseIfAny();
      const { before, after } = await neighbours(scope, register, at);
      if (before && before.wh > finalWh)
        contradicts('finalWh', `The meter read ${before.wh} Wh before; it can't have ended below that.`);
      if (after && after.wh < initialWh)
        contradicts('initialWh', `The meter read ${after.wh} Wh after; it can't have begun above that.`);
      await onceAt(
        insertRows(scope.em, 'register_replacement', [
          { ...rowOf(scope), register_id: register.id, at, final_wh: `${finalWh}`, initial_wh: `${initialWh}`, note },
        ]),
        'A replacement is recorded at this instant already.',
      );
      return judged(scope, register, at, at);
    },
    ({ em }, id) => em.findOneOrFail(Register, { id }),
  );
}

/** Declares a range untrue: what overlaps it is a gap, and energy is put in by rule. The readings stay visible. */
export function voidReadings(context: ViewerContext, input: VoidReadingsInput): Promise<Register> {
  return inTransaction(context, async (scope) => {
    const register = await findRegister(scope, input.registerId);
    const { from, to, reason } = pastRange(input, scope.now());
    await insertRows(scope.em, 'register_void', [
      { ...rowOf(scope), register_id: register.id, during: rangeText({ from, to }), reason },
    ]);
    return judged(scope, register, from, to);
  });
}

/** Somebody looked and says that the readings are right: no check of ours voids them, and people's voids within are withdrawn. */
export function trustReadings(context: ViewerContext, input: TrustReadingsInput): Promise<Register> {
  return inTransaction(context, async (scope) => {
    const register = await findRegister(scope, input.registerId);
    const { from, to, reason } = pastRange(input, scope.now());
    const during = rangeText({ from, to });
    await insertRows(scope.em, 'register_trust', [{ ...rowOf(scope), register_id: register.id, during, reason }]);
    await scope.em.execute(
      'delete from register_void where register_id = ? and rule is null and during <@ ?::tstzrange',
      [register.id, during],
    );
    return judged(scope, register, from, to);
  });
}

/** A reading that somebody took off the display. It is a new row beside the device's own, whose readings it never replaces. */
export function recordManualReading(context: ViewerContext, input: RecordManualReadingInput): Promise<Register> {
  return once(
    context,
    'recordManualReading',
    input,
    async (scope) => {
      const register = await findRegister(scope, input.registerId);
      const faults = new Faults();
      const takenAt = pastSecond(faults, input.takenAt, 'takenAt', scope.now());
      const registerWh = wholeWh(faults, input.registerWh, 'registerWh', register);
      const reason = faults.line(input.reason, 'reason', { max: longestReason, required: true });
      faults.refuseIfAny();
      await writeManual(scope, register, takenAt, registerWh, reason as string);
      return judged(scope, register, takenAt, takenAt);
    },
    ({ em }, id) => em.findOneOrFail(Register, { id }),
  );
}

async function writeManual(
  scope: ViewerContext,
  register: Register,
  takenAt: Date,
  registerWh: bigint,
  reason: string,
) {
  const { em, viewer, now } = scope;
  const { before, after } = await neighbours(scope, register, takenAt);
  const falls = (before && before.wh > registerWh) || (after && after.wh < registerWh);
  if (falls && register.rolloverWh === null)
    contradicts('registerWh', `The register read ${before?.wh ?? '?'} Wh before and ${after?.wh ?? '?'} Wh after.`);
  await em.execute('select ensure_telemetry_partitions(?, ?)', [takenAt, takenAt]);
  const added: object[] = await em.execute(
    `insert into register_reading (organization_id, register_no, taken_at, register_wh, source, received_at)
     values (?, ?, ?, ?, 'MANUAL', ?) on conflict (register_no, taken_at) do nothing returning 1`,
    [viewer.organizationId, register.no, takenAt, String(registerWh), now()],
  );
  if (added.length === 0) contradicts('takenAt', 'The register has a reading at this instant already.');
  await insertRows(em, 'manual_reading', [
    { ...rowOf(scope), register_id: register.id, taken_at: takenAt, register_wh: String(registerWh), reason },
  ]);
}

const rowOf = ({ viewer, now }: ViewerContext) => ({
  id: newId(),
  organization_id: viewer.organizationId,
  actor: viewer.name,
  created_at: now(),
});

export async function findRegister({ em }: Scope, id: string): Promise<Register> {
  const register = isId(id) ? await em.findOne(Register, { id }) : null;
  return register ?? refuse(new NotFound(['input', 'registerId']));
}

/** Judged before the answer goes out, so that whoever corrects something sees what becomes of it. */
export async function judged(scope: ViewerContext, register: Register, from: Date, to: Date): Promise<Register> {
  const nos = `{${register.no}}`;
  await scope.em.execute('select mark_registers(?::int[], array[?::timestamptz], array[?::timestamptz])', [
    nos,
    from,
    to,
  ]);
  await judgeNow(scope, scope.viewer.organizationId, [register.id]);
  return register;
}

export const contradicts = (field: string, message: string): never =>
  refuse(new Conflict('CONTRADICTS', message, ['input', field]));

async function onceAt(work: Promise<void>, message: string): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    refuse(new Conflict('ALREADY_RECORDED', message, ['input', 'at']));
  }
}

type Neighbour = { readonly wh: bigint };

/** The readings next to an instant, before or at it, and after it. */
async function neighbours(
  { em }: Scope,
  { no }: Register,
  at: Date,
): Promise<{ before: Neighbour | null; after: Neighbour | null }> {
  const read = async (condition: string) => {
    const [row]: { wh: string }[] = await em.execute(
      `select register_wh::text as wh from register_reading where register_no = ? and taken_at ${condition} limit 1`,
      [no, at],
    );
    return row ? { wh: BigInt(row.wh) } : null;
  };
  return { before: await read('< ? order by taken_at desc'), after: await read('>= ? order by taken_at') };
}

/** An instant that has passed, without fractions of a second, as registers know none. */
function pastSecond(faults: Faults, at: Date, field: string, now: Date): Date {
  if (at > now) faults.add('OUT_OF_RANGE', [field], `${field} lies in the future.`);
  if (at.getTime() % 1000 !== 0) faults.add('NOT_WHOLE', [field], `${field} is a whole second.`);
  return at;
}

export function pastRange(input: { from: Date; to: Date; reason: string }, now: Date) {
  const faults = new Faults();
  const from = pastSecond(faults, input.from, 'from', now);
  const to = pastSecond(faults, input.to, 'to', now);
  if (to <= from) faults.add('END_BEFORE_START', ['to'], 'to must be after from.');
  const reason = faults.line(input.reason, 'reason', { max: longestReason, required: true });
  faults.refuseIfAny();
  return { from, to, reason: reason as string };
}

/** Whole Wh that the register can show. */
export function wholeWh(faults: Faults, value: string, field: string, register: Register): bigint {
  const text = faults.decimal(value, field, { decimals: 0, max: 1e15, required: true });
  const wh = text === null ? 0n : BigInt(text.split('.')[0] as string);
  if (register.rolloverWh !== null && wh >= BigInt(register.rolloverWh))
    faults.add('OUT_OF_RANGE', [field], `The register starts again at ${register.rolloverWh} Wh.`);
  return wh;
}
