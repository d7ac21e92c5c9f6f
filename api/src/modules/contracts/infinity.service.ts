import type { ViewerContext } from '../../context.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { isId } from '../../ids.ts';
import { MinerModel } from '../fleet/fleet.entity.ts';
import { Site } from '../sites/site.entity.ts';
import { type Contract, InfinityTerms } from './contract.entity.ts';
import type { InfinityInput } from './contract.inputs.ts';

/** Where the hashrate comes from, and the model that it is said to be of. */
type Sources = { readonly site: Site; readonly model: MinerModel | null };

/** The operator's own site and, where named, the model; null without an Infinity part. */
export async function infinitySources(
  { em }: ViewerContext,
  input: InfinityInput | null | undefined,
): Promise<Sources | null> {
  if (!input) return null;
  const { siteId, modelId } = input;
  const site = isId(siteId) ? await em.findOne(Site, { id: siteId, customer: null }) : null;
  if (!site) refuse(new NotFound(['input', 'infinity', 'siteId']));
  if (modelId == null) return { site, model: null };
  const model = isId(modelId) ? await em.findOne(MinerModel, { id: modelId }) : null;
  return { site, model: model ?? refuse(new NotFound(['input', 'infinity', 'modelId'])) };
}

type AgreedInfinity = Omit<InfinityTerms, 'id' | 'organizationId' | 'site' | 'model'>;

export function writeInfinity(
  { em }: ViewerContext,
  { id, organizationId }: Contract,
  agreed: AgreedInfinity,
  sources: Sources,
  before: InfinityTerms | null = null,
): void {
  if (before) em.assign(before, { ...agreed, ...sources });
  else em.create(InfinityTerms, { id, organizationId, ...agreed, ...sources });
}

/**
 * What the site has sold already and this contract on top of it stay within what the site may sell; a site that says
 * nothing sells nothing. Answers what is to be noted when somebody overrides that. The site is locked, so that two
 * activations take turns.
 */
export async function checkCapacity(
  { em }: ViewerContext,
  contract: Contract,
  override: boolean,
): Promise<string | null> {
  const { site, hashrateThs } = await em.findOneOrFail(InfinityTerms, { id: contract.id });
  await em.execute('select 1 from site where id = ? for no key update', [site.id]);
  const [row]: { fits: boolean; sold: string; sellable: string }[] = await em.execute(
    `select coalesce(s.sellable_hashrate_ths, 0) >= t.sold + ?::numeric as fits, trim_scale(t.sold + ?::numeric)::text as sold,
       trim_scale(coalesce(s.sellable_hashrate_ths, 0))::text as sellable
     from site s, (select coalesce(sum(i.hashrate_ths), 0) as sold from infinity_terms i join contract c on c.id = i.id
       where i.site_id = ? and c.status in ('ACTIVE', 'SUSPENDED')) t
     where s.id = ?`,
    [hashrateThs, hashrateThs, site.id, site.id],
  );
  if (!row) throw new Error(`contract ${contract.id} sells hashrate of site ${site.id}, which is gone`);
  if (row.fits) return null;
  const message = `The site would have sold ${row.sold} TH/s of ${row.sellable}.`;
  return override ? message : refuse(new Conflict('CAPACITY_EXCEEDED', message, ['input', 'contractId']));
}
