import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { connection, PageArgs } from '../../graphql/connection.ts';
import { AuditFilter } from './audit.inputs.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { activityPage, auditPage } from './audit.service.ts';
import { AuditEntryType } from './audit.type.ts';

const AuditEntryConnection = connection('AuditEntry', () => AuditEntryType);

@Resolver()
export class AuditResolver {
  @Authorized('audit:read')
  @Query(() => AuditEntryConnection, {
    description: 'Every change in the organization, newest first. As a file: `GET /exports/audit.csv?from=&to=`.',
  })
  async auditLog(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AuditFilter, { nullable: true }) filter: AuditFilter | null,
    @Ctx() { em }: ViewerContext,
  ): Promise<InstanceType<typeof AuditEntryConnection>> {
    return new AuditEntryConnection(await auditPage(em, filter, page));
  }
}

/** What a customer shows of the log. */
@Resolver(() => CustomerType)
export class CustomerActivityResolver {
  @FieldResolver(() => AuditEntryConnection, {
    description:
      'What was changed about the customer, its contracts, people and bills, newest first, for the staff; the customer sees none of it. `before` and `after` are for who may read the audit log.',
  })
  async activity(
    @Root() customer: Customer,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
  ): Promise<InstanceType<typeof AuditEntryConnection>> {
    return new AuditEntryConnection(await activityPage(context, customer.id, page));
  }
}
