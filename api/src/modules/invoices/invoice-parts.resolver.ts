import { formatKwh } from '@hashyard/rating';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { PageArgs, pageOf } from '../../graphql/connection.ts';
import { Money, moneyOf } from '../../graphql/money.type.ts';
import { Decimal } from '../../graphql/scalars.ts';
import type { Contract } from '../contracts/contract.entity.ts';
import { ContractType } from '../contracts/contract.type.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { Invoice, type InvoiceLine } from './invoice.entity.ts';
import { invoiceLoaders } from './invoice.loader.ts';
import { InvoiceConnection, InvoiceLineType, LineUsageType } from './invoice.type.ts';
import { variancePercent } from './meter-check.rules.ts';
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

  @FieldResolver(() => Decimal, {
    nullable: true,
    description:
      "What the PDUs' meters counted for an energy line's machines in its time; null when they cover less than 95 % of it, on a preview, and on other lines.",
  })
  meteredKwh(@Root() line: InvoiceLine | PreviewLine): string | null {
    return 'meteredWh' in line && line.meteredWh !== null ? formatKwh(line.meteredWh) : null;
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description: 'How far the line is from `meteredKwh`, one decimal; above zero: more was billed.',
  })
  variancePercent(@Root() line: InvoiceLine | PreviewLine): string | null {
    return 'meteredWh' in line ? variancePercent([line]) : null;
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
