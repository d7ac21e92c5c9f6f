import { Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../../graphql/scalars.ts';
import { AuditAction } from './audit.type.ts';

@InputType({
  description:
    "`search` looks into the rows before and after; `rowId` is any entity's id; `customerId` finds what is about a customer, its contracts, people and bills; `from` and `to` are half-open.",
})
export class AuditFilter {
  @Field(() => String, { nullable: true }) search?: string | null;
  @Field(() => String, { nullable: true }) table?: string | null;
  @Field(() => ID, { nullable: true }) rowId?: string | null;
  @Field(() => ID, { nullable: true }) customerId?: string | null;
  @Field(() => String, { nullable: true }) actor?: string | null;
  @Field(() => AuditAction, { nullable: true }) action?: AuditAction | null;
  @Field(() => DateTime, { nullable: true }) from?: Date | null;
  @Field(() => DateTime, { nullable: true }) to?: Date | null;
}
