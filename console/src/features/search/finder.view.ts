import type { IconName } from '@hashyard/ui';
import { month } from '@hashyard/ui';
import type { FindQuery } from '../../gql/graphql.ts';
import { customerLabel } from '../customers/customer.view.ts';
import { modelLabel } from '../fleet/machines.view.ts';

export type Found = {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
  readonly icon: IconName;
  readonly keywords: string;
  readonly href: string;
};

/**
 * What the API found, as entries of the command bar. The bar filters once more by words; `search` among an entry's keywords keeps
 * what the API found by a field that isn't shown.
 */
export function foundCommands(found: FindQuery, search: string): Found[] {
  return [
    ...found.customers.nodes.map(
      (customer): Found => ({
        id: customer.id,
        label: customerLabel(customer),
        kind: 'Customer',
        icon: 'people',
        keywords: `${customer.name} ${customer.contactEmail} ${search}`,
        href: `/customers/${customer.id}`,
      }),
    ),
    ...found.contracts.nodes.map(
      (contract): Found => ({
        id: contract.id,
        label: `${contract.displayNumber}, ${customerLabel(contract.customer)}`,
        kind: 'Contract',
        icon: 'contract',
        keywords: search,
        href: `/contracts/${contract.id}`,
      }),
    ),
    ...found.invoices.nodes.map(
      (invoice): Found => ({
        id: invoice.id,
        label: `${invoice.number ?? 'Draft'}, ${month(invoice.period)}, ${customerLabel(invoice.customer)}`,
        kind: 'Invoice',
        icon: 'bill',
        keywords: search,
        href: `/invoices/${invoice.id}`,
      }),
    ),
    ...found.miners.nodes.map(
      (miner): Found => ({
        id: miner.id,
        label: `${miner.name}, ${modelLabel(miner.model)}, ${miner.site.name}`,
        kind: 'Machine',
        icon: 'machine',
        keywords: `${miner.serial ?? ''} ${miner.address ?? ''} ${search}`,
        href: `/machines/${miner.id}`,
      }),
    ),
    ...found.pdus.nodes.map(
      (pdu): Found => ({
        id: pdu.id,
        label: `${pdu.name}, ${pdu.site.name}`,
        kind: 'PDU',
        icon: 'power',
        keywords: `${pdu.address ?? ''} ${search}`,
        href: `/power/${pdu.id}`,
      }),
    ),
    ...found.meters.nodes.map(
      (meter): Found => ({
        id: meter.id,
        label: `${meter.name}, ${meter.site.name}`,
        kind: 'Meter',
        icon: 'power',
        keywords: `${meter.address ?? ''} ${search}`,
        href: `/power/meters/${meter.id}`,
      }),
    ),
  ];
}
