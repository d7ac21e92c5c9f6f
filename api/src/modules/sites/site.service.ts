import type { ViewerContext } from '../../context.ts';
import { inTransaction, type Scope } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { once } from '../../graphql/once.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { nameTaken, refuseTaken } from '../../graphql/taken.ts';
import { isId, newId } from '../../ids.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { findCustomer } from '../customers/index.ts';
import { Site } from './site.entity.ts';
import type { CreateSiteInput, UpdateSiteInput } from './site.inputs.ts';

export const taken = { site_organization_id_name_key: nameTaken('a site') };

export function createSite(context: ViewerContext, input: CreateSiteInput): Promise<Site> {
  const make = async (scope: ViewerContext) =>
    addSite(scope, context.viewer.organizationId, await readSite(scope, input));
  return refuseTaken(taken, () => once(context, 'createSite', input, make, (scope, id) => findSite(scope, id)));
}

/** `parts` come from an input that had name and zone. Written with the caller's transaction. */
export function addSite({ em, now }: Scope, organizationId: string, parts: Partial<SiteParts>): Site {
  const known = { ...nothingKnown, ...(parts as SiteParts) };
  return em.create(Site, { ...known, id: newId(), organizationId, createdAt: now(), retiredAt: null });
}

/** Changes what the input names. The zone stays once contracts have begun here: their days are days of it. */
export function updateSite(context: ViewerContext, input: UpdateSiteInput): Promise<Site> {
  return refuseTaken(taken, () =>
    inTransaction(context, async (scope) => {
      const site = await findSite(scope, input.siteId);
      const changes = await readSite(scope, input);
      if (changes.timeZone && changes.timeZone !== site.timeZone && (await hasContractsBegun(scope, site))) {
        const path = ['input', 'timeZone'];
        refuse(new Conflict('IN_USE', 'Contracts have begun here: their days are days of this time zone.', path));
      }
      scope.em.assign(site, changes);
      return site;
    }),
  );
}

/** The viewer's open site with this id; anything else is refused as missing. */
export async function findSite({ em }: Scope, id: string): Promise<Site> {
  const site = isId(id) ? await em.findOne(Site, { id, retiredAt: null }) : null;
  return site ?? refuse(new NotFound(['input', 'siteId']));
}

const nothingKnown = {
  city: null,
  region: null,
  country: null,
  capacityKw: null,
  energyCostPerKwh: null,
  sellableHashrateThs: null,
  customer: null,
};

type SiteParts = Pick<Site, 'name' | 'timeZone'> &
  Partial<Omit<Site, 'name' | 'timeZone' | 'customer'>> & { customer?: Customer | null };

/** The same with its customer; all faults are refused at once. */
async function readSite(scope: Scope, input: CreateSiteInput | UpdateSiteInput): Promise<Partial<SiteParts>> {
  const faults = new Faults();
  const site = readPlace(input, faults);
  faults.refuseIfAny();
  if (input.customerId !== undefined)
    site.customer = input.customerId === null ? null : await findCustomer(scope, input.customerId);
  return site;
}

/** What the input says of a site, cleaned: a field left out isn't in it. All faults are collected. */
export function readPlace(input: Omit<UpdateSiteInput, 'siteId'>, faults: Faults): Partial<SiteParts> {
  const site: Partial<SiteParts> = {};
  if (input.name !== undefined) site.name = faults.line(input.name, 'name', { required: true }) ?? '';
  if (input.timeZone !== undefined) {
    if (!input.timeZone) faults.add('REQUIRED', ['timeZone'], 'timeZone is needed.');
    site.timeZone = faults.timeZone(input.timeZone || null, 'timeZone') ?? '';
  }
  for (const field of ['city', 'region', 'country'] as const)
    if (input[field] !== undefined) site[field] = faults.line(input[field], field);
  for (const field of ['capacityKw', 'energyCostPerKwh', 'sellableHashrateThs'] as const)
    if (input[field] !== undefined) site[field] = faults.decimal(input[field], field);
  return site;
}

async function hasContractsBegun({ em, now }: Scope, site: Site): Promise<boolean> {
  const [row]: { begun: boolean }[] = await em.execute(
    `select exists (select 1 from assignment a join contract c on c.id = a.contract_id left join miner m on m.id = a.miner_id
       where coalesce(a.site_id, m.site_id) = ? and c.activated_at is not null and a.from_at <= ?) as begun`,
    [site.id, now()],
  );
  return row?.begun ?? false;
}
