import type { UpdateContractInput } from './contract.inputs.ts';
import type { ContractWishes } from './contract.terms.ts';
import type { Contract, InfinityTerms, Price } from './contract.entity.ts';
import type { PriceComponent } from './contract.words.ts';

type Before = { readonly prices: readonly Price[]; readonly infinity: InfinityTerms | null };

/** What a draft stood at, under what the update names. Another method drops the price and cap of the one before. */
export function wishesAfter(contract: Contract, before: Before, input: UpdateContractInput): ContractWishes {
  const sameMethod = !input.billingMethod || input.billingMethod === contract.billingMethod;
  const { contractId: _, notes: __, ...asked } = input;
  const overage = (input.capPolicy ?? contract.capPolicy) === 'OVERAGE' && input.powerCapKw !== null;
  return {
    type: contract.type,
    startsOn: contract.startsOn,
    overrideEndsOn: contract.endsOnOverridden ? contract.endsOn : null,
    autoRenew: input.term && input.term !== contract.term ? null : contract.autoRenew,
    noticeDays: contract.noticeDays,
    billingMethod: contract.billingMethod,
    rate: sameMethod ? rateOf(before, 'ENERGY') : null,
    lossFactor: contract.lossFactor,
    powerCapKw: sameMethod ? contract.powerCapKw : null,
    capPolicy: contract.capPolicy,
    overageRate: sameMethod && overage ? contract.overageRate : null,
    currency: contract.currency,
    timeZone: contract.timeZone,
    taxCode: contract.taxCode,
    ...given(asked),
    term: input.term ?? contract.term,
    ...partsAfter(contract, before, input),
  };
}

/** The part of the contract's own type, and what was asked for the others: they are refused by name. */
function partsAfter(contract: Contract, before: Before, input: UpdateContractInput) {
  const { hosted, lease, infinity, operations } = input;
  const [perUnit, monthlyFee] = [rateOf(before, 'HOSTING'), rateOf(before, 'SERVICE')];
  switch (contract.type) {
    case 'HOSTED':
      return { hosted: hosted === null ? null : { monthlyFeePerUnit: perUnit, monthlyFee, ...given(hosted) } };
    case 'OM':
      return {
        operations: operations === null ? null : { monthlyFeePerSite: perUnit, monthlyFee, ...given(operations) },
      };
    case 'LEASE':
      return {
        lease: {
          monthlyFeePerUnit: rateOf(before, 'LEASE') ?? '0',
          maxExtensions: contract.maxExtensions,
          ...given(lease ?? undefined),
        },
      };
    case 'INFINITY':
      return { infinity: infinityAfter(before, infinity) };
  }
}

function infinityAfter({ infinity: terms, prices }: Before, asked: UpdateContractInput['infinity']) {
  if (!terms) throw new Error('an Infinity contract has its terms');
  const { site, hashrateThs, guaranteedPercent, model, quantity, connectorFeePercent, payoutWallet } = terms;
  return {
    siteId: site.id,
    hashrateThs,
    ratePerThsDay: prices.find(({ component }) => component === 'HASHRATE')?.rate ?? '0',
    guaranteedPercent,
    modelId: model?.id ?? null,
    quantity,
    connectorFeePercent,
    payoutWallet,
    ...given(asked ?? undefined),
  };
}

const rateOf = ({ prices }: Before, component: PriceComponent): string | undefined =>
  prices.find((price) => price.component === component)?.rate;

/** What an input says: a field left out says nothing, null says none. */
const given = <T extends object>(input: T | undefined): Partial<T> =>
  Object.fromEntries(Object.entries(input ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;
