import type { BillingMethod, ContractStatus, ContractType } from '../../gql/graphql.ts';

export type LifeAction =
  | 'suspend'
  | 'resume'
  | 'notice'
  | 'extend'
  | 'price'
  | 'cap'
  | 'renewal'
  | 'terminate'
  | 'discard'
  | 'supersede';

export type LifeFacts = {
  readonly status: ContractStatus;
  readonly type: ContractType;
  readonly billingMethod: BillingMethod;
  readonly renews: boolean;
  readonly noticeGivenOn?: string | null;
  readonly lease?: { readonly maxExtensions: number; readonly extensionsUsed: number } | null;
};

/** What may be done with a contract as it stands, in the order of its menu. The API has the last word. */
export function lifeActions(contract: LifeFacts): readonly LifeAction[] {
  switch (contract.status) {
    case 'DRAFT':
      return ['discard'];
    case 'ACTIVE':
    case 'SUSPENDED': {
      const { type, renews, noticeGivenOn, lease, status } = contract;
      const extensible = type === 'LEASE' && status === 'ACTIVE' && lease && lease.extensionsUsed < lease.maxExtensions;
      return [
        status === 'ACTIVE' ? 'suspend' : 'resume',
        'price',
        ...(contract.billingMethod === 'METERED' ? (['cap'] as const) : []),
        ...(extensible ? (['extend'] as const) : []),
        ...(renews && !noticeGivenOn ? (['notice'] as const) : []),
        'renewal',
        'terminate',
      ];
    }
    case 'EXPIRED':
    case 'TERMINATED':
      return ['supersede'];
    case 'CANCELLED':
      return [];
  }
}

/** The day from which another power cap holds: a change within a month would cap quarter hours that are over. */
export function firstOfNextMonth(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/** Which of the two prices of a component it is, as a choice's value. */
export const priceKey = (price: { component: string; unit: string }): string => `${price.component} ${price.unit}`;

/** The prices that hold on a day or begin later, one choice for each component and unit. */
export function changeablePrices<
  Price extends { component: string; unit: string; rate: string; endsOn?: string | null },
>(prices: readonly Price[], today: string): readonly Price[] {
  const running = prices.filter(({ endsOn }) => !endsOn || endsOn > today);
  return [...new Map(running.map((price) => [priceKey(price), price])).values()];
}
