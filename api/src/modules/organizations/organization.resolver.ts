import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { AddOn, Plan } from '../../graphql/enums.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { InviteType, MembershipType } from '../identity/identity.type.ts';
import { Invite, Membership } from '../identity/identity.entity.ts';
import { BillingSettings, Branding, Organization, TaxRate } from './organization.entity.ts';
import { type Face, logoUrlOf, portalBranding, updateBranding } from './branding.service.ts';
import { UpdateBillingSettingsInput, UpdateBrandingInput, UpdateOrganizationInput } from './organization.inputs.ts';
import { BillingSettingsType, BrandingType, HostingNeed, OrganizationType, TaxRateType } from './organization.type.ts';
import { hostingNeeds } from './plan.service.ts';
import { updateBillingSettings, updateOrganization } from './settings.service.ts';

registerNode(Organization, 'Organization');

const UpdateOrganizationResult = result('UpdateOrganization', () => OrganizationType);
const UpdateBrandingResult = result('UpdateBranding', () => OrganizationType);
const UpdateBillingSettingsResult = result('UpdateBillingSettings', () => OrganizationType);

/** People of the staff, and programs that aren't limited to a customer. */
const isStaff = ({ viewer }: Context): boolean =>
  viewer !== null && viewer.kind !== 'COLLECTOR' && viewer.customerId === null;

@Resolver(() => OrganizationType)
export class OrganizationResolver {
  @Authorized('organization:read')
  @Query(() => OrganizationType, {
    nullable: true,
    description: "The viewer's organization; a customer sees its name, time zone and branding.",
  })
  organization(@Ctx() context: ViewerContext): Promise<Organization | null> {
    return context.em.findOne(Organization, { id: context.viewer.organizationId });
  }

  @Authorized('organization:update')
  @Mutation(() => UpdateOrganizationResult)
  updateOrganization(
    @Arg('input', () => UpdateOrganizationInput) input: UpdateOrganizationInput,
    @Ctx() context: ViewerContext,
  ): Promise<Organization> {
    return updateOrganization(context, input);
  }

  @Authorized('organization:update')
  @Mutation(() => UpdateBrandingResult, {
    description:
      'Conflict `SLUG_TAKEN`; issues `UNSAFE_FILE` (not PNG, JPEG or WebP, above 512 kB, too many pixels), `OUT_OF_RANGE` (contrast).',
  })
  updateBranding(
    @Arg('input', () => UpdateBrandingInput) input: UpdateBrandingInput,
    @Ctx() context: ViewerContext,
  ): Promise<Organization> {
    return updateBranding(context, input);
  }

  @Authorized('public')
  @Query(() => BrandingType, {
    nullable: true,
    description: "What a portal's sign-in page shows, by its slug.",
  })
  portalBranding(@Arg('slug', () => String) slug: string, @Ctx() context: Context): Promise<Face | null> {
    return portalBranding(context, slug);
  }

  @Authorized('billing-settings:update')
  @Mutation(() => UpdateBillingSettingsResult, {
    description:
      'Applies to what is created afterwards: contracts and issued invoices keep their own copies. Conflict `TAX_IN_USE`: a contract or customer names a code that would go.',
  })
  updateBillingSettings(
    @Arg('input', () => UpdateBillingSettingsInput) input: UpdateBillingSettingsInput,
    @Ctx() context: ViewerContext,
  ): Promise<Organization> {
    return updateBillingSettings(context, input);
  }

  @FieldResolver(() => BrandingType)
  branding(@Root() organization: Organization, @Ctx() context: Context): Promise<Branding> {
    return context.em.findOneOrFail(Branding, { id: organization.id });
  }

  @FieldResolver(() => Plan, { nullable: true })
  plan(@Root() organization: Organization, @Ctx() context: Context): Plan | null {
    return isStaff(context) ? organization.plan : null;
  }

  @FieldResolver(() => [AddOn], { nullable: true })
  addOns(@Root() organization: Organization, @Ctx() context: Context): AddOn[] | null {
    return isStaff(context) ? organization.addOns : null;
  }

  @FieldResolver(() => [HostingNeed], {
    nullable: true,
    description:
      'What customer management still waits for, in order: `PLAN` and `ADD_ON` refuse it, a `SITE_WITH_MACHINES` is asked for first. Empty when all is there; for the staff.',
  })
  async hostingNeeds(@Root() organization: Organization, @Ctx() context: Context): Promise<HostingNeed[] | null> {
    return isStaff(context) ? hostingNeeds(context.em, organization) : null;
  }

  @FieldResolver(() => BillingSettingsType, { nullable: true })
  billingSettings(@Root() organization: Organization, @Ctx() context: Context): Promise<BillingSettings | null> {
    return context.em.findOne(BillingSettings, { id: organization.id });
  }

  @FieldResolver(() => [MembershipType], { nullable: true })
  async memberships(@Root() organization: Organization, @Ctx() context: Context): Promise<Membership[] | null> {
    if (!isStaff(context)) return null;
    return context.em.find(
      Membership,
      { organization: organization.id, customer: null, endedAt: null },
      { orderBy: { createdAt: 'asc' } },
    );
  }

  @FieldResolver(() => [InviteType], { nullable: true })
  async invites(@Ctx() context: Context): Promise<Invite[] | null> {
    if (!isStaff(context)) return null;
    return context.em.find(Invite, { acceptedAt: null, replacedAt: null }, { orderBy: { sentAt: 'desc' } });
  }
}

@Resolver(() => BrandingType)
export class BrandingResolver {
  @FieldResolver(() => String, { nullable: true })
  portalUrl(@Root() { portalSlug }: Face, @Ctx() { installation: { publicUrl } }: Context): string {
    return portalSlug ? `${publicUrl}/portal/sign-in?portal=${portalSlug}` : `${publicUrl}/portal/`;
  }

  @FieldResolver(() => String, { nullable: true })
  logoUrl(@Root() face: Face, @Ctx() { installation }: Context): string | null {
    return logoUrlOf(installation.publicUrl, face);
  }
}

@Resolver(() => BillingSettingsType)
export class BillingSettingsResolver {
  @FieldResolver(() => [TaxRateType])
  taxes(@Root() settings: BillingSettings, @Ctx() context: Context): Promise<TaxRate[]> {
    return context.em.find(
      TaxRate,
      { organizationId: settings.organizationId },
      { orderBy: { position: 'asc', id: 'asc' } },
    );
  }
}
