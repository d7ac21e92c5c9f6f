import { LockMode } from '@mikro-orm/core';
import type { ViewerContext } from '../../context.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { nameTaken, refuseTaken } from '../../graphql/taken.ts';
import { isId, newId } from '../../ids.ts';
import { collectorTokenPrefix, hashToken } from '../identity/index.ts';
import { findSite } from '../sites/index.ts';
import { Collector } from './collector.entity.ts';
import type { CreateCollectorInput, RevokeCollectorInput, RotateCollectorTokenInput } from './collector.inputs.ts';
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
  return withToken(context, collector);
}

/** Gives a collector a new token, told this once; the one before is nobody's from now on. */
export async function rotateCollectorToken(
  context: ViewerContext,
  input: RotateCollectorTokenInput,
): Promise<CollectorCreated> {
  const rotate = async (scope: ViewerContext) => {
    const collector = await findCollector(scope, input.collectorId, LockMode.PESSIMISTIC_WRITE);
    if (collector.revokedAt)
      refuse(
        new Conflict('WRONG_STATE', `${collector.name} is revoked: create another one.`, ['input', 'collectorId']),
      );
    collector.tokenGeneration += 1;
    collector.tokenHash = hashToken(tokenOf(scope, collector));
    return collector;
  };
  const load = (scope: ViewerContext, id: string) => scope.em.findOneOrFail(Collector, { id });
  return withToken(context, await once(context, 'rotateCollectorToken', input, rotate, load));
}

async function withToken(context: ViewerContext, collector: Collector): Promise<CollectorCreated> {
  return {
    collector,
    token: tokenOf(context, collector),
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
    tokenHash: hashToken(tokenOf(scope, { id, tokenGeneration: 0 })),
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

/** The first one follows from the id alone, later ones from their number too. */
const tokenOf = (
  { installation }: ViewerContext,
  { id, tokenGeneration }: Pick<Collector, 'id' | 'tokenGeneration'>,
): string => {
  const purpose = `collector-token:${id}${tokenGeneration === 0 ? '' : `:${tokenGeneration}`}`;
  return collectorTokenPrefix + installation.vault.derive(purpose).toString('base64url');
};

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
  return inTransaction(context, async (scope) => {
    const collector = await findCollector(scope, input.collectorId);
    collector.revokedAt ??= scope.now();
    return collector;
  });
}

async function findCollector({ em }: Scope, id: string, lockMode?: LockMode.PESSIMISTIC_WRITE): Promise<Collector> {
  const collector = isId(id) ? await em.findOne(Collector, { id }, { lockMode }) : null;
  return collector ?? refuse(new NotFound(['input', 'collectorId']));
}
