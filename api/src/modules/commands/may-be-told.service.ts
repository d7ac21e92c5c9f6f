import type { ViewerContext } from '../../context.ts';
import type { Scope } from '../../database/scope.ts';
import { Conflict, Forbidden, type InputIssue, refuse } from '../../graphql/refusals.ts';
import { Collector, CollectorState } from '../collectors/collector.entity.ts';
import { type DeviceAction, isOnline } from '../collectors/index.ts';
import { profiles } from '../fleet/index.ts';
import { ungranted } from './grant.service.ts';
import { isForOutlets, type Target } from './targets.service.ts';

/**
 * Refuses a customer what no active contract of theirs grants: every machine that it would touch has to be under one. An
 * outlet with nothing on it is nobody's to switch but the operator's.
 */
export async function refuseUngranted(
  context: ViewerContext,
  action: DeviceAction,
  targets: readonly Target[],
): Promise<void> {
  const { customerId } = context.viewer;
  if (customerId === null) return;
  const missing = await ungranted(context, customerId, action, [
    ...new Set(targets.flatMap(({ units }) => units.map(({ id }) => id))),
  ]);
  const index = targets.findIndex(({ units }) => units.length === 0 || units.some(({ id }) => missing.has(id)));
  if (index === -1) return;
  const message = 'Your contract does not grant this for every machine that it would reach.';
  refuse(new Forbidden('FORBIDDEN', message, ['input', 'targetIds', String(index)]));
}

/** Refuses what can't be done to a device, and what nobody is there to do. The issues name the devices. */
export async function refuseUnable(scope: Scope, action: DeviceAction, targets: readonly Target[]): Promise<void> {
  const unsupported = issues('NOT_SUPPORTED', targets, (target) => whyNot(action, target));
  if (unsupported.length > 0)
    refuse(new Conflict('NOT_SUPPORTED', headline(unsupported), ['input', 'targetIds'], unsupported));
  const awake = await collectorsAwake(scope, targets);
  const away = issues('COLLECTOR_AWAY', targets, ({ collectorId }) =>
    awake.has(collectorId ?? '') ? null : 'its collector is not heard of',
  );
  if (away.length > 0) refuse(new Conflict('COLLECTOR_AWAY', headline(away), ['input', 'targetIds'], away));
}

function whyNot(action: DeviceAction, { collectorId, profile }: Target): string | null {
  if (collectorId === null) return 'no collector reaches it';
  // A PDU that wasn't recognised yet may turn out to be able.
  const switches: readonly DeviceAction[] | undefined = profiles.get(profile ?? '')?.switches;
  return isForOutlets(action) && switches && !switches.includes(action)
    ? `no way is known to do that on ${profile}`
    : null;
}

function issues(code: string, targets: readonly Target[], why: (target: Target) => string | null): InputIssue[] {
  return targets.flatMap((target, index) => {
    const reason = why(target);
    const path = ['input', 'targetIds', String(index)];
    return reason === null ? [] : [{ code, message: `${target.name}: ${reason}.`, path }];
  });
}

const headline = (found: readonly InputIssue[]): string =>
  found.length === 1
    ? (found[0]?.message ?? '')
    : `${found[0]?.message} ${found.length - 1} more can't be told either.`;

async function collectorsAwake({ em, now }: Scope, targets: readonly Target[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(targets.flatMap(({ collectorId }) => collectorId ?? []))];
  const collectors = await em.find(Collector, { id: { $in: ids } });
  const states = await em.find(CollectorState, { id: { $in: ids } }, { refresh: true });
  const lastSeen = new Map(states.map(({ id, lastSeenAt }) => [id, lastSeenAt]));
  const isAwake = ({ id, pollEverySeconds, revokedAt }: Collector) =>
    isOnline({ lastSeenAt: lastSeen.get(id) ?? null, pollEverySeconds, revokedAt }, now());
  return new Set(collectors.filter(isAwake).map(({ id }) => id));
}
