import type { AddOn, Plan } from '../../graphql/enums.ts';

export type OrganizationParts = {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly plan: Plan;
  readonly addOns: readonly AddOn[];
  readonly currency: string;
  /** Currency per kWh. */
  readonly energyRate: string | null;
  readonly createdAt: Date;
};

/** The rows that an organization begins with, by table in the order of writing. What they leave out are the tables' defaults. */
export const organizationRows = ({ id, name, slug, createdAt, ...parts }: OrganizationParts) => ({
  organization: {
    id,
    name,
    slug,
    time_zone: parts.timeZone,
    plan: parts.plan,
    add_ons: parts.addOns,
    created_at: createdAt,
  },
  branding: { id, organization_id: id, display_name: name, portal_slug: slug },
  billing_settings: {
    id,
    organization_id: id,
    currency: parts.currency,
    energy_rate: parts.energyRate,
    seller_name: name,
  },
});

/** A slug for a name: `Lone Star Hosting, LLC` becomes `lone-star-hosting-llc`; a name without Latin letters has none. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);

export const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9-]{1,62}$/.test(text);
