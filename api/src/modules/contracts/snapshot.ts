import type { PostalAddress } from '../../graphql/address.type.ts';
import type {
  BillingMethod,
  CapPolicy,
  ContractKind,
  PriceComponent,
  PriceUnit,
  TermLength,
} from './contract.words.ts';

/** What was agreed at activation, kept as it stood: what the contract's document is made of. Decimals as text, dates local. */
export type Snapshot = {
  readonly type: ContractKind;
  readonly operator: { readonly name: string; readonly address: PostalAddress | null };
  readonly customer: {
    readonly name: string;
    readonly companyName: string | null;
    readonly address: PostalAddress | null;
  };
  readonly term: TermLength;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly autoRenew: boolean;
  readonly noticeDays: number;
  readonly maxExtensions: number | null;
  readonly timeZone: string;
  readonly currency: string;
  readonly billingMethod: BillingMethod;
  readonly lossFactor: string;
  readonly powerCapKw: string | null;
  readonly capPolicy: CapPolicy | null;
  readonly overageRate: string | null;
  readonly prices: readonly {
    readonly component: PriceComponent;
    readonly unit: PriceUnit;
    readonly rate: string;
    readonly taxCode: string | null;
  }[];
  /** Under it at activation; the rated sums are of machines. */
  readonly equipment: { readonly machines: number; readonly ratedKw: string | null; readonly sites: readonly string[] };
  readonly infinity: {
    readonly site: string;
    readonly hashrateThs: string;
    readonly guaranteedPercent: string | null;
    readonly model: string | null;
    readonly quantity: number | null;
    readonly connectorFeePercent: string | null;
    readonly payoutWallet: string | null;
  } | null;
  readonly supersedes: string | null;
};
