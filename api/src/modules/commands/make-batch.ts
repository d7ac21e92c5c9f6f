import type { ViewerContext } from '../../context.ts';
import { newId } from '../../ids.ts';
import type { CommandBatch, CommandState, DeviceAction, DeviceCommand } from '../collectors/index.ts';
import { effectW, totalW } from './effect.rules.ts';
import { loadsOf, type Target } from './targets.service.ts';

/** How long after its turn a command may still be begun. */
const expiresAfterMs = 5 * 60_000;

/** What is asked for, checked. `staggerMs` lie between one and the next. */
export type Wish = { readonly action: DeviceAction; readonly reason: string; readonly staggerMs: number };

export type MadeBatch = Pick<
  CommandBatch,
  'id' | 'organizationId' | 'customerId' | 'action' | 'reason' | 'effectW' | 'requestedBy' | 'createdAt'
>;

export async function makeBatch(scope: ViewerContext, wish: Wish, targets: readonly Target[]): Promise<MadeBatch> {
  const { viewer, now } = scope;
  const loads = await loadsOf(scope, targets);
  return {
    id: newId(),
    organizationId: viewer.organizationId,
    customerId: viewer.customerId,
    action: wish.action,
    reason: wish.reason,
    effectW: totalW(loads.map((load) => effectW(wish.action, load))),
    requestedBy: viewer.name,
    createdAt: now(),
  };
}

export type MadeCommand = Pick<DeviceCommand, 'id' | 'organizationId' | 'batchId' | 'collectorId'> & {
  readonly miner: string | null;
  readonly pdu: string | null;
  readonly outlet: string | null;
  readonly payload: string;
  readonly turnAt: Date;
  readonly expiresAt: Date;
  readonly state: CommandState;
};

export function makeCommands(
  { now }: ViewerContext,
  wish: Wish,
  batch: MadeBatch,
  targets: readonly Target[],
): MadeCommand[] {
  const { action, staggerMs } = wish;
  // Made within one millisecond they have no order: sorted, the list keeps that of the targets.
  const ids = targets.map(() => newId()).sort();
  return targets.map(({ minerId, pduId, outletId, collectorId }, index) => {
    const id = ids[index] as string;
    const turnAt = new Date(now().getTime() + index * staggerMs);
    const expiresAt = new Date(turnAt.getTime() + expiresAfterMs);
    const deviceId = minerId ?? pduId;
    // What the collector trusts: this text and nothing beside it (its README names the fields).
    const payload = JSON.stringify({ id, deviceId, ...(outletId ? { outletId } : {}), action, expiresAt });
    const place = { miner: minerId, pdu: pduId, outlet: outletId, collectorId: collectorId as string };
    const { organizationId, id: batchId } = batch;
    return { id, organizationId, batchId, ...place, payload, turnAt, expiresAt, state: 'QUEUED' };
  });
}
