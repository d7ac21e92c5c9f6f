import type { FilterQuery } from '@mikro-orm/postgresql';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { connection, type Order, PageArgs, pageOf } from '../../graphql/connection.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { isId } from '../../ids.ts';
import type { Invite, Membership } from '../identity/identity.entity.ts';
import { InviteType, MembershipType, SignedIn } from '../identity/identity.type.ts';
import { customerFilter } from './customer.filter.ts';
import {
  CreateCustomerInput,
  CustomerFilter,
  MarkInDefaultInput,
  SendPortalInviteInput,
  SetBillingHoldInput,
  UpdateCustomerInput,
  ViewAsCustomerInput,
} from './customer.inputs.ts';
import { customerLoaders } from './customer.loader.ts';
import { createCustomer, sendPortalInvite, updateCustomer } from './customer.service.ts';
import { markInDefault, setBillingHold, viewAsCustomer } from './standing.service.ts';
import { Customer } from './customer.entity.ts';
import { CustomerOrder, CustomerType, PortalStatus } from './customer.type.ts';

registerNode(Customer, 'Customer');

const CustomerConnection = connection('Customer', () => CustomerType);
const CreateCustomerResult = result('CreateCustomer', () => CustomerType);
const UpdateCustomerResult = result('UpdateCustomer', () => CustomerType);
const SetBillingHoldResult = result('SetBillingHold', () => CustomerType);
const MarkInDefaultResult = result('MarkInDefault', () => CustomerType);
const ViewAsCustomerResult = result('ViewAsCustomer', () => SignedIn);
const SendPortalInviteResult = result('SendPortalInvite', () => InviteType);

const orders: Record<CustomerOrder, Order> = {
  NAME_ASC: { by: 'name' },
  NAME_DESC: { by: 'name', descending: true },
  CREATED_AT_ASC: { by: 'createdAt' },
  CREATED_AT_DESC: { by: 'createdAt', descending: true },
};

@Resolver(() => CustomerType)
export class CustomerResolver {
  @Authorized('customer:read')
  @Query(() => CustomerConnection)
  async customers(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => CustomerFilter, { nullable: true }) filter: CustomerFilter | null,
    @Arg('orderBy', () => CustomerOrder, { nullable: true }) orderBy: CustomerOrder | null,
    @Ctx() { em, now }: ViewerContext,
  ): Promise<InstanceType<typeof CustomerConnection>> {
    const where: FilterQuery<Customer> = await customerFilter(em, filter, now());
    return new CustomerConnection(await pageOf(em, Customer, where, page, orders[orderBy ?? 'NAME_ASC']));
  }

  @Authorized('customer:read')
  @Query(() => CustomerType, { nullable: true })
  async customer(@Arg('id', () => ID) id: string, @Ctx() { em }: ViewerContext): Promise<Customer | null> {
    return isId(id) ? em.findOne(Customer, { id }) : null;
  }

  @Authorized('customer:create')
  @Mutation(() => CreateCustomerResult, {
    description: 'Sends nothing to the customer. PlanRequired `PLAN_REQUIRED`, `ADD_ON_REQUIRED`.',
  })
  createCustomer(
    @Arg('input', () => CreateCustomerInput) input: CreateCustomerInput,
    @Ctx() context: ViewerContext,
  ): Promise<Customer> {
    return createCustomer(context, input);
  }

  @Authorized('customer:update')
  @Mutation(() => UpdateCustomerResult, {
    description:
      "Switching off `active` or `portalAccess` ends the customer's sessions, sockets and keys. Metered use of an inactive customer is still billed.",
  })
  updateCustomer(
    @Arg('input', () => UpdateCustomerInput) input: UpdateCustomerInput,
    @Ctx() context: ViewerContext,
  ): Promise<Customer> {
    return updateCustomer(context, input);
  }

  @Authorized('customer:invite')
  @Mutation(() => SendPortalInviteResult, {
    description:
      'Branded mail with a one-time link (7 days) to the contact email; again replaces the old link. Conflict `PORTAL_OFF`, `ACCOUNT_INACTIVE`, `ALREADY_MEMBER`.',
  })
  sendPortalInvite(
    @Arg('input', () => SendPortalInviteInput) input: SendPortalInviteInput,
    @Ctx() context: ViewerContext,
  ): Promise<object> {
    return sendPortalInvite(context, input);
  }

  @Authorized('customer:hold')
  @Mutation(() => SetBillingHoldResult, {
    description: 'While held, new invoices are HELD with `BILLING_HOLD` and not mailed.',
  })
  setBillingHold(
    @Arg('input', () => SetBillingHoldInput) input: SetBillingHoldInput,
    @Ctx() context: ViewerContext,
  ): Promise<Customer> {
    return setBillingHold(context, input);
  }

  @Authorized('customer:hold')
  @Mutation(() => MarkInDefaultResult, {
    description:
      'Marks the customer as in default, or no longer: new invoices are HELD with `IN_DEFAULT` and not mailed.',
  })
  markInDefault(
    @Arg('input', () => MarkInDefaultInput) input: MarkInDefaultInput,
    @Ctx() context: ViewerContext,
  ): Promise<Customer> {
    return markInDefault(context, input);
  }

  @Authorized('customer:view-as')
  @Mutation(() => ViewAsCustomerResult, {
    description:
      'Staff: a session that sees exactly what this customer sees, without payment data; every mutation but `signOut` is `READ_ONLY`. Audited.',
  })
  async viewAsCustomer(
    @Arg('input', () => ViewAsCustomerInput) input: ViewAsCustomerInput,
    @Ctx() context: ViewerContext,
  ): Promise<object> {
    const { viewer } = await viewAsCustomer(context, input);
    return { viewer };
  }

  @FieldResolver(() => String)
  invoiceEmail(@Root() customer: Customer): string {
    return customer.billingEmail ?? customer.contactEmail;
  }

  @FieldResolver(() => String)
  async currency(@Root() customer: Customer, @Ctx() context: Context): Promise<string> {
    return customer.billingCurrency ?? customerLoaders(context).currency();
  }

  @FieldResolver(() => PortalStatus)
  async portal(@Root() customer: Customer, @Ctx() context: Context): Promise<PortalStatus> {
    if (!customer.active || !customer.portalAccess) return 'OFF';
    const facts = await customerLoaders(context).portal.load(customer.id);
    if (facts.members) return 'ACCEPTED';
    return facts.invited ? 'INVITED' : 'NOT_INVITED';
  }

  @FieldResolver(() => String, { nullable: true })
  async notes(@Root() customer: Customer, @Ctx() context: Context): Promise<string | null> {
    return (await customerLoaders(context).file.load(customer.id))?.notes ?? null;
  }

  @FieldResolver(() => Boolean, { nullable: true })
  async inDefault(@Root() customer: Customer, @Ctx() context: Context): Promise<boolean | null> {
    return (await customerLoaders(context).file.load(customer.id))?.inDefault ?? null;
  }

  @FieldResolver(() => String, { nullable: true })
  async inDefaultReason(@Root() customer: Customer, @Ctx() context: Context): Promise<string | null> {
    return (await customerLoaders(context).file.load(customer.id))?.inDefaultReason ?? null;
  }

  @FieldResolver(() => Boolean, { nullable: true })
  async billingHold(@Root() customer: Customer, @Ctx() context: Context): Promise<boolean | null> {
    return (await customerLoaders(context).file.load(customer.id))?.billingHold ?? null;
  }

  @FieldResolver(() => String, { nullable: true })
  async billingHoldReason(@Root() customer: Customer, @Ctx() context: Context): Promise<string | null> {
    return (await customerLoaders(context).file.load(customer.id))?.billingHoldReason ?? null;
  }

  @FieldResolver(() => [MembershipType])
  people(@Root() customer: Customer, @Ctx() context: Context): Promise<Membership[]> {
    return customerLoaders(context).people.load(customer.id);
  }

  @FieldResolver(() => [InviteType], { description: "Open ones, for staff and the portal's owners." })
  invites(@Root() customer: Customer, @Ctx() context: Context): Promise<Invite[]> {
    return customerLoaders(context).invites.load(customer.id);
  }
}
