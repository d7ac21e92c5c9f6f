import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Conflict, NotFound, refuse } from '../../graphql/refusals.ts';
import { refuseTaken } from '../../graphql/taken.ts';
import { isId } from '../../ids.ts';
import { Site } from './site.entity.ts';
import type { RestoreSiteInput, RetireSiteInput } from './site.inputs.ts';
import { findSite, taken } from './site.service.ts';

/** Closes a site where nothing is any more. */
export function retireSite(context: ViewerContext, input: RetireSiteInput): Promise<Site> {
  return inTransaction(context, async ({ em, now, ...scope }) => {
    const site = await findSite({ ...scope, em, now }, input.siteId);
    await em.execute('select 1 from site where id = ? for update', [site.id]);
    const [counts]: Record<string, number>[] = await em.execute(stillThere, [
      ...Array(6).fill(site.id),
      now(),
      site.id,
    ]);
    const left = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
    if (left.length > 0) {
      const what = left.map(([word, count]) => `${word}: ${count}`).join(', ');
      refuse(new Conflict('IN_USE', `${site.name} can't be closed, there still are ${what}.`, ['input', 'siteId']));
    }
    site.retiredAt = now();
    return site;
  });
}

/** Opens it again; a second time changes nothing. */
export function restoreSite(context: ViewerContext, input: RestoreSiteInput): Promise<Site> {
  return refuseTaken(taken, () =>
    inTransaction(context, async ({ em }) => {
      const site = isId(input.siteId) ? await em.findOne(Site, { id: input.siteId }) : null;
      if (!site) return refuse(new NotFound(['input', 'siteId']));
      site.retiredAt = null;
      await em.flush();
      return site;
    }),
  );
}

const stillThere = /* sql */ `
select (select count(*)::int from miner where site_id = ? and retired_at is null) as machines,
  (select count(*)::int from pdu where site_id = ? and retired_at is null) as "PDUs",
  (select count(*)::int from meter where site_id = ? and retired_at is null) as meters,
  (select count(*)::int from rack where site_id = ?) as racks,
  (select count(*)::int from collector where site_id = ? and revoked_at is null) as collectors,
  (select count(*)::int from contract c where c.status in ('DRAFT', 'ACTIVE', 'SUSPENDED') and (
     exists (select 1 from assignment a where a.contract_id = c.id and a.site_id = ? and (a.to_at is null or a.to_at > ?))
     or exists (select 1 from infinity_terms i where i.id = c.id and i.site_id = ?))) as contracts`;
