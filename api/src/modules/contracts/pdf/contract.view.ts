import type { PostalAddress } from '../../../graphql/address.type.ts';
import type { CapPolicy, ContractKind, PriceComponent, PriceUnit, TermLength } from '../contract.words.ts';
import type { Snapshot } from '../snapshot.ts';

type Row = readonly [label: string, value: string];

/** Everything that stands on the paper, as texts. */
export type ContractView = {
  readonly number: string;
  readonly activatedAt: Date;
  readonly title: string;
  readonly operator: readonly string[];
  readonly customer: readonly string[];
  readonly sections: readonly { readonly title: string; readonly rows: readonly Row[] }[];
  readonly clauses: readonly string[];
};

export function viewContract(number: string, activatedAt: Date, agreed: Snapshot): ContractView {
  return {
    number,
    activatedAt,
    title: titles[agreed.type],
    operator: [agreed.operator.name, ...addressLines(agreed.operator.address)],
    customer: customerLines(agreed.customer),
    sections: [
      { title: 'Term', rows: termRows(number, agreed) },
      { title: `Prices in ${agreed.currency}`, rows: priceRows(agreed) },
      { title: 'Billing', rows: billingRows(agreed) },
      { title: agreed.infinity ? 'Hashrate' : 'Equipment at activation', rows: subjectRows(agreed) },
    ],
    clauses: clausesOf(agreed),
  };
}

const titles: Record<ContractKind, string> = {
  HOSTED: 'Hosting contract',
  LEASE: 'Lease contract',
  INFINITY: 'Hashrate contract',
  OM: 'Operations and maintenance contract',
};
const lengths: Record<TermLength, string> = {
  MONTH_TO_MONTH: 'month to month',
  MONTHS_3: '3 months',
  MONTHS_6: '6 months',
  YEARS_1: '1 year',
  YEARS_2: '2 years',
  CUSTOM: 'as dated',
};
const components: Record<PriceComponent, string> = {
  ENERGY: 'Energy',
  HOSTING: 'Hosting',
  LEASE: 'Lease',
  SERVICE: 'Service',
  HASHRATE: 'Hashrate',
};
const policies: Record<CapPolicy, string> = {
  ALERT_ONLY: 'energy above it is billed as usual',
  OVERAGE: 'energy above it in a quarter hour is billed at',
  CLIP: 'energy above it in a quarter hour is not billed',
};
const methods: Record<Snapshot['billingMethod'], string> = {
  METERED: 'differences of the energy registers',
  CALCULATED: 'rated power times hours',
  HASH: 'mean hashrate times rated efficiency times hours',
  FIXED: 'no energy, fees alone',
};

function termRows(number: string, agreed: Snapshot): Row[] {
  return [
    ['Contract', number],
    ['Term', lengths[agreed.term]],
    ['Starts on', agreed.startsOn],
    ['Ends on', `${agreed.endsOn} (the first day after it)`],
    ['Renewal', agreed.autoRenew ? 'by the same term, unless notice is given' : 'none'],
    ['Notice', `${agreed.noticeDays} days before the end`],
    ...(agreed.maxExtensions === null ? [] : [['Extensions', `at most ${agreed.maxExtensions}`] as const]),
    ['Time zone', agreed.timeZone],
    ...(agreed.supersedes ? [['Supersedes', agreed.supersedes] as const] : []),
  ];
}

const priceRows = (agreed: Snapshot): Row[] =>
  agreed.prices.map(({ component, unit, rate, taxCode }) => [
    agreed.type === 'OM' && component === 'HOSTING' ? 'Operations' : components[component],
    `${rate} ${unitWords(unit, agreed.type)}${taxCode ? `, plus tax ${taxCode}` : ''}`,
  ]);

function unitWords(unit: PriceUnit, type: ContractKind): string {
  if (unit === 'UNIT_MONTH') return type === 'OM' ? 'a site and month' : 'a machine and month';
  return { KWH: 'a kWh', MONTH: 'a month', THS_DAY: 'a TH/s and day' }[unit];
}

function billingRows(agreed: Snapshot): Row[] {
  const { powerCapKw, capPolicy, overageRate, lossFactor } = agreed;
  const cap = capPolicy && `${powerCapKw} kW; ${policies[capPolicy]}${overageRate ? ` ${overageRate} a kWh` : ''}`;
  return [
    ['Energy by', methods[agreed.billingMethod]],
    ...(lossFactor === '1' ? [] : [['Loss factor', lossFactor] as const]),
    ...(cap ? [['Power cap', cap] as const] : []),
    ['Period', 'calendar months'],
  ];
}

function subjectRows({ type, equipment, infinity }: Snapshot): Row[] {
  if (infinity) return infinityRows(infinity);
  if (type === 'OM') return equipment.sites.map((site) => ['Site', site]);
  return [
    ['Machines', `${equipment.machines}, ${type === 'LEASE' ? "the operator's" : "the customer's"}`],
    ...(equipment.ratedKw ? [['Rated power', `${equipment.ratedKw} kW together`] as const] : []),
  ];
}

function infinityRows(terms: NonNullable<Snapshot['infinity']>): Row[] {
  const optional: [string, string | null][] = [
    ['Guaranteed', terms.guaranteedPercent && `${terms.guaranteedPercent} % of it; what falls short is credited`],
    ['Machines of', terms.model && `${terms.quantity ? `${terms.quantity} x ` : ''}${terms.model}`],
    ['Connector fee', terms.connectorFeePercent && `${terms.connectorFeePercent} %`],
    ['Payout to', terms.payoutWallet],
  ];
  return [
    ['Sold', `${terms.hashrateThs} TH/s of ${terms.site}`],
    ...optional.flatMap(([label, value]) => (value ? [[label, value] as const] : [])),
  ];
}

/** What goes without a number of its own. */
function clausesOf({ type, autoRenew }: Snapshot): string[] {
  return [
    ...(autoRenew
      ? [
          'Where a term is shorter than the notice, notice ends the contract at the first end of a term that is far enough away.',
        ]
      : []),
    ...(type === 'LEASE' ? ["The machines stay the operator's and revert to it at the end."] : []),
    `While the contract is suspended, energy used is billed; fees ${type === 'LEASE' ? 'go on' : 'stop'} unless told otherwise.`,
    'Every bill comes with an evidence file from which anyone can recompute it.',
  ];
}

function customerLines({ name, companyName, address }: Snapshot['customer']): string[] {
  return [companyName ?? name, ...(companyName ? [name] : []), ...addressLines(address)];
}

function addressLines(address: PostalAddress | null): string[] {
  if (!address) return [];
  const place = [address.city, address.region, address.postalCode].filter(Boolean).join(', ');
  return [...address.lines, place, address.country ?? ''].filter(Boolean);
}
