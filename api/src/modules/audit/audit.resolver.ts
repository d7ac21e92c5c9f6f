import { Arg, Args, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../context.ts';
import { connection, PageArgs } from '../../graphql/connection.ts';
import { AuditFilter } from './audit.inputs.ts';
import { auditPage } from './audit.service.ts';
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
