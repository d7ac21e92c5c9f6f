import { formatKwh } from '@hashyard/rating';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { PageArgs, pageOf } from '../../graphql/connection.ts';
import { Money, moneyOf } from '../../graphql/money.type.ts';
import type { Contract } from '../contracts/contract.entity.ts';
import { ContractType } from '../contracts/contract.type.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { Invoice, type InvoiceLine } from './invoice.entity.ts';
import { invoiceLoaders } from './invoice.loader.ts';
import { InvoiceConnection, InvoiceLineType, LineUsageType } from './invoice.type.ts';
import type { PreviewLine } from './preview.service.ts';

@Resolver(() => InvoiceLineType)
export class InvoiceLineResolver {
  @FieldResolver(() => ContractType, { nullable: true })
  async contract(@Root() line: InvoiceLine | PreviewLine): Promise<Contract | null> {
    return visible(line.contract);
  }

  @FieldResolver(() => Money)
  async amount(@Root() line: InvoiceLine | PreviewLine, @Ctx() { em }: Context): Promise<Money> {
    if ('currency' in line) return moneyOf(line.amount, line.currency);
    const { currency } = await em.findOneOrFail(Invoice, { id: line.invoiceId });
    return moneyOf(line.amount, currency);
  }

  @FieldResolver(() => [LineUsageType], {
    description:
      'Energy per unit (miner or site), adding up to the line; empty on other lines. `unit` is the name in the evidence.',
  })
  async units(@Root() line: InvoiceLine | PreviewLine, @Ctx() context: Context): Promise<LineUsageType[]> {
    if ('usage' in line) return line.usage;
    const usage = await invoiceLoaders(context).usage.load(line.id);
    return usage.map(({ unit, energyWh, estimatedWh, registerIds }) => ({
      unit,
      energyKwh: formatKwh(energyWh),
      estimatedKwh: formatKwh(estimatedWh),
      registerIds,
    }));
  }
}

/** What a customer shows of its invoices. */
@Resolver(() => CustomerType)
export class CustomerInvoiceResolver {
  @FieldResolver(() => InvoiceConnection)
  async invoices(
    @Root() customer: Customer,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { em }: Context,
  ): Promise<object> {
    const order = { by: 'createdAt', descending: true };
    return new InvoiceConnection(await pageOf(em, Invoice, { customer: customer.id }, page, order));
  }
}
