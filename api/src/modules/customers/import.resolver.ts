import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { result } from '../../graphql/results.ts';
import type { Customer } from './customer.entity.ts';
import { customerLoaders } from './customer.loader.ts';
import { CustomerType } from './customer.type.ts';
import { ImportCustomersInput } from './import.inputs.ts';
import { importCustomers } from './import.service.ts';
import { CustomersImported, ImportedCustomer } from './import.type.ts';

const ImportCustomersResult = result('ImportCustomers', () => CustomersImported);

@Resolver(() => ImportedCustomer)
export class CustomerImportResolver {
  @Authorized('customer:create')
  @Mutation(() => ImportCustomersResult, {
    description:
      "At most 5,000 rows. A row is the same customer by its contact email. A bad row refuses the whole import (its issues carry the row's position) unless `skipBadRows`; " +
      '`dryRun` answers what would happen and writes nothing. Sends nothing to anybody. As a file: `GET /exports/customers.csv`. Issues beside the general ones: `DUPLICATE`, `EXACTLY_ONE` (several customers have the address).',
  })
  importCustomers(
    @Arg('input', () => ImportCustomersInput) input: ImportCustomersInput,
    @Ctx() context: ViewerContext,
  ): Promise<CustomersImported> {
    return importCustomers(context, input);
  }

  @FieldResolver(() => CustomerType, { nullable: true })
  async customer(@Root() { customerId }: ImportedCustomer, @Ctx() context: Context): Promise<Customer | null> {
    return customerId ? customerLoaders(context).byId.load(customerId) : null;
  }
}
