import type { ViewerContext } from '../../context.ts';
import { decimalText } from '../../graphql/decimal.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { BillingSettings } from '../organizations/organization.entity.ts';
import { type Contract, InfinityTerms, type Price } from './contract.entity.ts';
import { inOrder } from './price.rules.ts';
import type { Snapshot } from './snapshot.ts';

const plain = (decimal: string | null): string | null => decimal && decimalText(decimal);

/** What is agreed now. */
export async function takeSnapshot(
  { em }: ViewerContext,
  contract: Contract,
  customer: Customer,
  prices: readonly Price[],
): Promise<Snapshot> {
  const settings = await em.findOneOrFail(BillingSettings, { id: contract.organizationId });
  const { type, term, startsOn, endsOn, autoRenew, noticeDays, maxExtensions } = contract;
  const { timeZone, currency, billingMethod, capPolicy } = contract;
  const supersedes = await contract.supersedes?.load();
  return {
    type,
    operator: { name: settings.sellerName, address: settings.sellerAddress },
    customer: { name: customer.name, companyName: customer.companyName, address: customer.address },
    term,
    startsOn,
    endsOn,
    autoRenew,
    noticeDays,
    maxExtensions,
    timeZone,
    currency,
    billingMethod,
    lossFactor: decimalText(contract.lossFactor),
    powerCapKw: plain(contract.powerCapKw),
    capPolicy,
    overageRate: plain(contract.overageRate),
    prices: [...prices]
      .sort(inOrder)
      .map(({ component, unit, rate, taxCode }) => ({ component, unit, rate: decimalText(rate), taxCode })),
    equipment: await equipmentOf(em, contract),
    infinity: await infinityOf(em, contract),
    supersedes: supersedes?.number ?? null,
  };
}

async function equipmentOf(em: ViewerContext['em'], { id }: Contract): Promise<Snapshot['equipment']> {
  const [row]: { machines: number; rated_kw: string | null; sites: string[] }[] = await em.execute(
    `select count(a.miner_id)::int as machines, trim_scale(sum(a.rated_power_w) / 1000)::text as rated_kw,
       coalesce(array_agg(s.name order by s.name) filter (where s.id is not null), '{}') as sites
     from assignment a left join site s on s.id = a.site_id where a.contract_id = ?`,
    [id],
  );
  return { machines: row?.machines ?? 0, ratedKw: row?.rated_kw ?? null, sites: row?.sites ?? [] };
}

async function infinityOf(em: ViewerContext['em'], { id }: Contract): Promise<Snapshot['infinity']> {
  const terms = await em.findOne(InfinityTerms, { id });
  if (!terms) return null;
  const model = await terms.model?.load();
  return {
    site: (await terms.site.loadOrFail()).name,
    hashrateThs: decimalText(terms.hashrateThs),
    guaranteedPercent: plain(terms.guaranteedPercent),
    model: model ? `${model.make} ${model.name}` : null,
    quantity: terms.quantity,
    connectorFeePercent: plain(terms.connectorFeePercent),
    payoutWallet: terms.payoutWallet,
  };
}
