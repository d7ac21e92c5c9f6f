import type { EntityManager } from '@mikro-orm/postgresql';
import { prepared } from '../../database/prepared.ts';
import type { Contract, Price } from '../contracts/contract.entity.ts';
import { type Dates, type Stretch, unclaimed } from './claims.rules.ts';
import { datesWithin, isOpenEnded } from './contract-window.ts';
import type { Period } from './period.rules.ts';

/** Days of a contract's month that one bundle bills, and for which components. */
export type BilledPart = Dates & {
  readonly contract: Contract;
  readonly components: ReadonlySet<string>;
  /** All that there is to bill of the month: the bundle then shows the contract with its own dates. */
  readonly whole: boolean;
  /** As the bundle has it: energy that another invoice bills is none of this one's business. */
  readonly billingMethod: Contract['billingMethod'];
};

/** The contract's dates as the bundle shows them; the end exclusive, null when it is open. */
export const datesInFile = ({ contract, whole, startsOn, endsOn }: BilledPart) =>
  whole
    ? { startsOn: contract.startsOn, endsOn: isOpenEnded(contract) ? null : contract.endsOn }
    : { startsOn, endsOn };

/** A claim as it lies in the database. */
type ClaimRow = { contract_id: string; component: string; starts_on: string; ends_on: string };

const claims = (condition: string) => `select contract_id, component, starts_on::text, ends_on::text from billed_claim
  where released_at is null and ${condition} order by contract_id, starts_on, component`;

/**
 * What is left to bill of contracts in a month, in layers: the first has each contract's first unbilled stretch, the second
 * what remains, and so on; nearly always there is one. Claims of invoices `besides` don't count: those are written anew.
 */
export async function partsLeft(
  em: EntityManager,
  contracts: readonly Contract[],
  prices: readonly Price[],
  period: Period,
  besides: readonly string[],
): Promise<BilledPart[][]> {
  const rows = await prepared<ClaimRow>(em, claims('contract_id = any (?::uuid[]) and invoice_id <> all (?::uuid[])'), [
    idArray(contracts.map(({ id }) => id)),
    idArray(besides),
  ]);
  const layers: BilledPart[][] = [];
  for (const contract of contracts) {
    const components = componentsOf(contract, prices);
    const billed = rows.filter(({ contract_id }) => contract_id === contract.id).map(claimed);
    unclaimed(datesWithin(contract, period), components, billed).forEach((stretch, layer) => {
      const parts = layers[layer] ?? [];
      layers[layer] = parts;
      parts.push(partOf(contract, stretch, components, period));
    });
  }
  return layers;
}

/** What an invoice has billed, to rate it again. */
export async function partsOf(
  em: EntityManager,
  invoiceId: string,
  contracts: readonly Contract[],
  prices: readonly Price[],
  period: Period,
): Promise<BilledPart[]> {
  const rows: ClaimRow[] = await em.execute(claims('invoice_id = ?'), [invoiceId]);
  return contracts.flatMap((contract) => {
    const [first, ...more] = rows.filter(({ contract_id }) => contract_id === contract.id).map(claimed);
    if (!first) return [];
    const components = [first, ...more].map(({ component }) => component);
    return [partOf(contract, { ...first, components }, componentsOf(contract, prices), period)];
  });
}

const claimed = ({ component, starts_on, ends_on }: ClaimRow) => ({ component, startsOn: starts_on, endsOn: ends_on });

function partOf(contract: Contract, stretch: Stretch, components: readonly string[], period: Period): BilledPart {
  const { startsOn, endsOn } = datesWithin(contract, period);
  const billed = new Set(stretch.components);
  return {
    contract,
    startsOn: stretch.startsOn,
    endsOn: stretch.endsOn,
    components: billed,
    whole: stretch.startsOn === startsOn && stretch.endsOn === endsOn && billed.size === components.length,
    billingMethod: components.includes('ENERGY') && !billed.has('ENERGY') ? 'FIXED' : contract.billingMethod,
  };
}

const componentsOf = (contract: Contract, prices: readonly Price[]): string[] => [
  ...new Set(prices.filter(({ contractId }) => contractId === contract.id).map(({ component }) => component)),
];

const idArray = (ids: readonly string[]): string => `{${ids.join(',')}}`;
