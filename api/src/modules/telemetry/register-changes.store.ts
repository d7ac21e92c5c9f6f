import type { EntityManager } from '@mikro-orm/postgresql';
import { insertRows } from '../../database/insert-rows.ts';
import { newId } from '../../ids.ts';
import type { RegisterRow } from './batch.rules.ts';
import { cleanText } from './reading.rules.ts';
import { instants, numbers } from './reading.store.ts';
import type { RegisterColumns } from './telemetry.inputs.ts';
import type { RejectedRow } from './telemetry.type.ts';

/** Has metering judge what new readings say, in the transaction that keeps them. */
export async function markRegisters(em: EntityManager, rows: readonly RegisterRow[]): Promise<void> {
  const spans = new Map<number, { from: number; to: number }>();
  for (const { no, takenAtMs } of rows) {
    const span = spans.get(no);
    spans.set(no, {
      from: Math.min(span?.from ?? takenAtMs, takenAtMs),
      to: Math.max(span?.to ?? takenAtMs, takenAtMs),
    });
  }
  const values = [...spans.values()];
  if (values.length === 0) return;
  await em.execute('select mark_registers(?::int[], ?::timestamptz[], ?::timestamptz[])', [
    numbers([...spans.keys()]),
    instants(values.map(({ from }) => from)),
    instants(values.map(({ to }) => to)),
  ]);
}

/** Keeps the register rows that could not be taken, as they came: somebody will ask where they are. */
export async function keepRejected(
  em: EntityManager,
  organizationId: string,
  columns: RegisterColumns | null | undefined,
  rejects: readonly RejectedRow[],
  numberOf: (registerId: string) => number | undefined,
  receivedAt: Date,
): Promise<void> {
  if (!columns) return;
  const rows = rejects.flatMap(({ part, row, code, message }) => {
    const no = part === 'REGISTERS' ? numberOf(columns.registerId[row] as string) : undefined;
    if (no === undefined) return [];
    return [
      {
        id: newId(),
        organization_id: organizationId,
        register_no: no,
        taken_at: columns.takenAt[row],
        register_wh: (columns.registerWh[row] as string).slice(0, 60),
        raw: cleanText(columns.raw?.[row])?.slice(0, 200) ?? null,
        code,
        message,
        received_at: receivedAt,
      },
    ];
  });
  await insertRows(em, 'rejected_reading', rows, 'on conflict (register_no, taken_at, register_wh, code) do nothing');
}
