import type { BillingMethod, ContractKind, PriceComponent, PriceUnit } from './contract.words.ts';

/** The units that a component may be priced by. */
export const unitsOf: Record<PriceComponent, readonly PriceUnit[]> = {
  ENERGY: ['KWH'],
  HOSTING: ['UNIT_MONTH', 'MONTH'],
  LEASE: ['UNIT_MONTH', 'MONTH'],
  SERVICE: ['UNIT_MONTH', 'MONTH'],
  HASHRATE: ['THS_DAY'],
};

/** The components that a contract may have prices for. */
export function componentsOf({
  type,
  billingMethod,
}: {
  type: ContractKind;
  billingMethod: BillingMethod;
}): PriceComponent[] {
  if (type === 'INFINITY') return ['HASHRATE', 'SERVICE'];
  const fees: PriceComponent[] = type === 'LEASE' ? ['LEASE', 'HOSTING', 'SERVICE'] : ['HOSTING', 'SERVICE'];
  return billingMethod === 'FIXED' ? fees : ['ENERGY', ...fees];
}

type DatedPrice = {
  readonly component: PriceComponent;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
};

/** The price of a component that holds on a local date. */
export const priceOn = <P extends DatedPrice>(
  prices: readonly P[],
  component: PriceComponent,
  date: string,
): P | null =>
  prices.find(
    (price) =>
      price.component === component &&
      (price.startsOn === null || price.startsOn <= date) &&
      (price.endsOn === null || date < price.endsOn),
  ) ?? null;

const components = Object.keys(unitsOf);

/** As a bill lists them: by component, energy first, then by date. */
export const inOrder = (a: DatedPrice, b: DatedPrice): number =>
  components.indexOf(a.component) - components.indexOf(b.component) ||
  (a.startsOn ?? '').localeCompare(b.startsOn ?? '');
