import { isSlug, type OrganizationParts } from '../modules/organizations/new-organization.rules.ts';

export type NewOrganization = Omit<OrganizationParts, 'id' | 'energyRate' | 'createdAt'> & {
  readonly ownerEmail: string;
  readonly ownerName: string | null;
};

export const plans = ['STARTER', 'BUSINESS', 'ENTERPRISE'] as const;
export const addOns = ['HOSTING'] as const;

/** Everything that is wrong with what was typed, a line each; the database would refuse it with less to go by. */
export function faultsOf(wanted: NewOrganization): string[] {
  const faults: [boolean, string][] = [
    [wanted.name.trim() === '' || wanted.name.length > 200, '--name has 1 to 200 characters.'],
    [/[\r\n]/.test(wanted.name), '--name is one line.'],
    [!isSlug(wanted.slug), '--slug has 2 to 63 characters: small letters, digits and hyphens, no hyphen first.'],
    [!/^[^\s@]+@[a-z0-9.-]+$/i.test(wanted.ownerEmail), '--owner is an email address.'],
    [!plans.includes(wanted.plan), `--plan is one of ${plans.join(', ')}.`],
    [wanted.addOns.some((one) => !addOns.includes(one)), `--addon is one of ${addOns.join(', ')}.`],
    [!isTimeZone(wanted.timeZone), '--time-zone is an IANA name like America/Chicago.'],
    [!Intl.supportedValuesOf('currency').includes(wanted.currency), '--currency is an ISO 4217 code like USD.'],
  ];
  return faults.filter(([isFault]) => isFault).map(([, message]) => message);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
