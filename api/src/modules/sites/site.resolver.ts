import type { FilterQuery } from '@mikro-orm/postgresql';
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { visible } from '../../database/visible.ts';
import { connection, PageArgs, pageOf } from '../../graphql/connection.ts';
import { decimalText } from '../../graphql/decimal.ts';
import { anyIdOf, containing } from '../../graphql/filters.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { DateTime, Decimal } from '../../graphql/scalars.ts';
import { staffOnly } from '../../graphql/staff-only.ts';
import { isId } from '../../ids.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { Site } from './site.entity.ts';
import { CreateSiteInput, RestoreSiteInput, RetireSiteInput, SiteFilter, UpdateSiteInput } from './site.inputs.ts';
import { restoreSite, retireSite } from './retire-site.service.ts';
import { createSite, updateSite } from './site.service.ts';
import { SiteType } from './site.type.ts';

registerNode(Site, 'Site');
const SiteConnection = connection('Site', () => SiteType);
const CreateSiteResult = result('CreateSite', () => SiteType);
const UpdateSiteResult = result('UpdateSite', () => SiteType);
const RetireSiteResult = result('RetireSite', () => SiteType);
const RestoreSiteResult = result('RestoreSite', () => SiteType);

@Resolver(() => SiteType)
export class SiteResolver {
  @Authorized('fleet:read')
  @Query(() => SiteConnection)
  async sites(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => SiteFilter, { nullable: true }) filter: SiteFilter | null,
    @Ctx() { em }: ViewerContext,
  ): Promise<object> {
    const conditions: FilterQuery<Site>[] = [{ retiredAt: filter?.retired ? { $ne: null } : null }];
    if (filter?.search?.trim()) conditions.push(containing(filter.search, ['name', 'city', 'region', 'country']));
    if (filter?.customerId) conditions.push({ customer: anyIdOf(filter.customerId) });
    return new SiteConnection(await pageOf(em, Site, { $and: conditions }, page, { by: 'name' }));
  }

  @Authorized('fleet:read')
  @Query(() => SiteType, { nullable: true })
  async site(@Arg('id', () => ID) id: string, @Ctx() { em }: ViewerContext): Promise<Site | null> {
    return isId(id) ? em.findOne(Site, { id }) : null;
  }

  @Authorized('site:manage')
  @Mutation(() => CreateSiteResult)
  createSite(
    @Arg('input', () => CreateSiteInput) input: CreateSiteInput,
    @Ctx() context: ViewerContext,
  ): Promise<Site> {
    return createSite(context, input);
  }

  @Authorized('site:manage')
  @Mutation(() => UpdateSiteResult, {
    description: 'Conflict `IN_USE` when the time zone changes under contracts that have begun.',
  })
  updateSite(
    @Arg('input', () => UpdateSiteInput) input: UpdateSiteInput,
    @Ctx() context: ViewerContext,
  ): Promise<Site> {
    return updateSite(context, input);
  }

  @Authorized('site:manage')
  @Mutation(() => RetireSiteResult, {
    description:
      'Closes a site: it leaves the lists and keeps its history. Conflict `IN_USE` while a device, rack, collector or contract is there.',
  })
  retireSite(
    @Arg('input', () => RetireSiteInput) input: RetireSiteInput,
    @Ctx() context: ViewerContext,
  ): Promise<Site> {
    return retireSite(context, input);
  }

  @Authorized('site:manage')
  @Mutation(() => RestoreSiteResult, { description: 'Opens a closed site again. Conflict `NAME_TAKEN`.' })
  restoreSite(
    @Arg('input', () => RestoreSiteInput) input: RestoreSiteInput,
    @Ctx() context: ViewerContext,
  ): Promise<Site> {
    return restoreSite(context, input);
  }

  @FieldResolver(() => DateTime, { nullable: true })
  retiredAt(@Root() site: Site, @Ctx() context: Context): Date | null {
    return staffOnly(context, site.retiredAt);
  }

  @FieldResolver(() => Decimal, { nullable: true })
  capacityKw(@Root() site: Site, @Ctx() context: Context): string | null {
    return staffOnly(context, site.capacityKw && decimalText(site.capacityKw));
  }

  @FieldResolver(() => Decimal, { nullable: true })
  energyCostPerKwh(@Root() site: Site, @Ctx() context: Context): string | null {
    return staffOnly(context, site.energyCostPerKwh && decimalText(site.energyCostPerKwh));
  }

  @FieldResolver(() => Decimal, { nullable: true })
  sellableHashrateThs(@Root() site: Site, @Ctx() context: Context): string | null {
    return staffOnly(context, site.sellableHashrateThs && decimalText(site.sellableHashrateThs));
  }

  @FieldResolver(() => CustomerType, { nullable: true })
  async customer(@Root() site: Site): Promise<Customer | null> {
    return visible(site.customer);
  }
}
