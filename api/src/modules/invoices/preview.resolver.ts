import { Arg, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { Money } from '../../graphql/money.type.ts';
import { Decimal } from '../../graphql/scalars.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { HoldType, InvoiceLineType, InvoicePreviewType, InvoiceTaxType } from './invoice.type.ts';
import { type Preview, type PreviewLine, previewInvoices } from './preview.service.ts';

/** Money of a bill: it has the currency's own decimals already. */
const moneyIn = ({ currency }: Preview, amount: string): Money => ({ amount, currency });

@Resolver(() => InvoicePreviewType)
export class InvoicePreviewResolver {
  @Authorized('invoice:generate')
  @Query(() => [InvoicePreviewType], {
    description:
      'What `generateInvoices` would make now, one entry per customer and currency; writes nothing. At most 50 customers. A customer whom `skipExisting` leaves alone has no entry.',
  })
  previewInvoices(
    @Arg('period', () => String) period: string,
    @Arg('customerIds', () => [ID]) customerIds: string[],
    @Arg('skipExisting', () => Boolean, { nullable: true, defaultValue: true }) skipExisting: boolean | null,
    @Ctx() context: ViewerContext,
  ): Promise<Preview[]> {
    return previewInvoices(context, { period, customerIds, skipExisting: skipExisting ?? true });
  }

  @FieldResolver(() => CustomerType)
  customer(@Root() { customer }: Preview): Customer {
    return customer;
  }

  @FieldResolver(() => [InvoiceLineType])
  lines(@Root() { lines }: Preview): readonly PreviewLine[] {
    return lines;
  }

  @FieldResolver(() => [InvoiceTaxType])
  taxes(@Root() preview: Preview): InvoiceTaxType[] {
    return preview.bill.taxes.map(({ code, percent, taxable, amount }) => ({
      code,
      percent,
      taxable: moneyIn(preview, taxable),
      amount: moneyIn(preview, amount),
    }));
  }

  @FieldResolver(() => Money)
  subtotal(@Root() preview: Preview): Money {
    return moneyIn(preview, preview.bill.subtotal);
  }

  @FieldResolver(() => Money)
  tax(@Root() preview: Preview): Money {
    return moneyIn(preview, preview.bill.tax);
  }

  @FieldResolver(() => Money)
  total(@Root() preview: Preview): Money {
    return moneyIn(preview, preview.bill.total);
  }

  @FieldResolver(() => [HoldType])
  holds(@Root() { holds }: Preview): HoldType[] {
    return holds.map(({ fromAt, toAt, note = null, ...hold }) => ({
      ...hold,
      from: fromAt,
      to: toAt,
      releasedBy: null,
      note,
    }));
  }

  @FieldResolver(() => Decimal, { nullable: true })
  changePercent(@Root() { changePercent }: Preview): string | null {
    return changePercent;
  }
}
