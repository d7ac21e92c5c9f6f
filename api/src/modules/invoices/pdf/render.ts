import type { EntityManager } from '@mikro-orm/postgresql';
import { type Evidence, uptimes } from '@hashyard/rating';
import { startOfDate } from '../../contracts/index.ts';
import { Branding, Logo } from '../../organizations/organization.entity.ts';
import { Hold, type Invoice, InvoiceLine, InvoiceTax, LineUsage } from '../invoice.entity.ts';
import { viewExcluded } from './excluded.view.ts';
import { invoicePdf } from './invoice.pdf.ts';
import { viewInvoice } from './invoice.view.ts';

/** The PDF of an issued invoice, from its rows, its evidence and its host's logo alone. */
export async function renderInvoice(em: EntityManager, invoice: Invoice, evidence: Evidence): Promise<Buffer> {
  const where = { invoiceId: invoice.id };
  const inOrder = { orderBy: { position: 'asc' } } as const;
  const lines = await em.find(InvoiceLine, where, { ...inOrder, populate: ['contract'] });
  const taxes = await em.find(InvoiceTax, where, inOrder);
  const usage = await em.find(LineUsage, where, { ...inOrder, populate: ['days'] });
  const sites = await sitesOf(em, invoice, lines);
  const logo = await logoOf(em, invoice.organizationId);
  const holds = await em.find(Hold, where, inOrder);
  const seconds = (date: string) => startOfDate(date, invoice.timeZone).getTime() / 1_000;
  const period = { from: seconds(invoice.startsOn), to: seconds(invoice.endsOn) };
  const excluded = viewExcluded(evidence, holds, period, invoice.timeZone);
  return invoicePdf(viewInvoice(invoice, { lines, taxes, usage, sites, logo, uptimes: uptimes(evidence), excluded }));
}

/** Where the contracts' machines stood in the invoice's time, by name. */
async function sitesOf(em: EntityManager, invoice: Invoice, lines: readonly InvoiceLine[]): Promise<string[]> {
  const { startsOn, endsOn, timeZone } = invoice;
  const contracts = [...new Set(lines.flatMap(({ contract }) => contract?.id ?? []))];
  const sites: { name: string }[] = await em.execute(
    `select distinct s.name from assignment a left join miner m on m.id = a.miner_id
       join site s on s.id = coalesce(a.site_id, m.site_id)
     where a.contract_id = any (?::uuid[]) and a.from_at < ? and (a.to_at is null or a.to_at > ?)
     order by s.name`,
    [`{${contracts.join(',')}}`, startOfDate(endsOn, timeZone), startOfDate(startsOn, timeZone)],
  );
  return sites.map(({ name }) => name);
}

/** The host's logo, a PNG, as it is now. */
export async function logoOf(em: EntityManager, organizationId: string): Promise<Buffer | null> {
  const { logoSha256 } = await em.findOneOrFail(Branding, { id: organizationId });
  if (logoSha256 === null) return null;
  const logo = await em.findOneOrFail(Logo, { organizationId, sha256: logoSha256 }, { populate: ['bytes'] });
  return Buffer.from(logo.bytes);
}
