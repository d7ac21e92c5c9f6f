import { Link, PageHeader } from '@hashyard/ui';
import type { JSX } from 'solid-js';
import { customerLabel } from '../customers/customer.view.ts';

/** The head of a contract's pages: whose it is, and its number. */
export function ContractHeader(props: {
  contract: {
    readonly displayNumber: string;
    readonly customer: { readonly id: string; readonly name: string; readonly companyName?: string | null };
  };
  note?: JSX.Element;
  actions?: JSX.Element;
}): JSX.Element {
  return (
    <PageHeader
      above={
        <Link href={`/customers/${props.contract.customer.id}?tab=contracts`}>
          {customerLabel(props.contract.customer)}
        </Link>
      }
      title={props.contract.displayNumber}
      note={props.note}
      actions={props.actions}
    />
  );
}
