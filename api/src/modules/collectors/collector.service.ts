import type { ViewerContext } from '../../context.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { NotFound, refuse } from '../../graphql/refusals.ts';
import { nameTaken, refuseTaken } from '../../graphql/taken.ts';
import { isId, newId } from '../../ids.ts';
import { collectorTokenPrefix, hashToken } from '../identity/index.ts';
import { findSite } from '../sites/index.ts';
import { Collector } from './collector.entity.ts';
import type { CreateCollectorInput, RevokeCollectorInput } from './collector.inputs.ts';
import type { CollectorCreated } from './collector.type.ts';
import { commandKey } from './command-key.service.ts';

const taken = { collector_site_id_name_key: nameTaken('a collector of this site') };

/**
 * Makes a collector and answers its token this once. The token follows from the installation's secret and the collector's
 * id, so that who asks again with the same key gets the same one, although only its hash is kept.
 */
export async function createCollector(context: ViewerContext, input: CreateCollectorInput): Promise<CollectorCreated> {
  const collector = await refuseTaken(taken, () =>
    once(
      context,
      'createCollector',
      input,
      (scope) => makeCollector(scope, input),
      (scope, id) => scope.em.findOneOrFail(Collector, { id }),
    ),
  );
  return {
    collector,
    token: tokenOf(context, collector.id),
    commandKey: await commandKey(context, context.installation),
  };
}

async function makeCollector(scope: ViewerContext, input: CreateCollectorInput): Promise<Collector> {
  const faults = new Faults();
  const name = faults.line(input.name, 'name', { required: true }) ?? '';
  faults.refuseIfAny();
  const site = await findSite(scope, input.siteId);
  const id = newId();
  const { organizationId } = scope.viewer;
  const collector = scope.em.create(Collector, {
    id,
    organizationId,
    site,
    name,
    tokenHash: hashToken(tokenOf(scope, id)),
    tokenGeneration: 0,
    sealingKey: null,
    pollEverySeconds: 30,
    registerEverySeconds: 900,
    createdAt: scope.now(),
    revokedAt: null,
  });
  await scope.em.flush();
  await takeOverDevices(scope, collector);
  return collector;
}

const tokenOf = ({ installation }: ViewerContext, id: string): string =>
  collectorTokenPrefix + installation.vault.derive(`collector-token:${id}`).toString('base64url');

/** A site's only collector reads what nobody reads: devices made before it, and those of collectors that were revoked. */
async function takeOverDevices({ em }: Scope, collector: Collector): Promise<void> {
  const others = await em.count(Collector, { site: collector.site, revokedAt: null, id: { $ne: collector.id } });
  if (others > 0) return;
  for (const table of ['miner', 'pdu', 'meter'])
    await em.execute(`update ${table} set collector_id = ? where site_id = ? and retired_at is null`, [
      collector.id,
      collector.site.id,
    ]);
}

/** The token is nobody's at once; the collector's socket closes when it is next looked at. */
export function revokeCollector(context: ViewerContext, input: RevokeCollectorInput): Promise<Collector> {
  return inTransaction(context, async ({ em, now }) => {
    const collector = isId(input.collectorId) ? await em.findOne(Collector, { id: input.collectorId }) : null;
    if (!collector) return refuse(new NotFound(['input', 'collectorId']));
    collector.revokedAt ??= now();
    return collector;
  });
}
