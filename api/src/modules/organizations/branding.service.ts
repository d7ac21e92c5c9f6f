import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import type { Context, ViewerContext } from '../../context.ts';
import { inTransaction, managerForNobody } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Conflict, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { carriesWhiteText, isColor, standsOutOnWhite } from './color.rules.ts';
import { redrawLogo } from './logo-image.ts';
import { Branding, Logo, Organization } from './organization.entity.ts';
import type { UpdateBrandingInput } from './organization.inputs.ts';

/** What both a signed-in viewer and somebody at the door see of an organization's face. */
export type Face = Pick<
  Branding,
  'displayName' | 'slogan' | 'primaryColor' | 'accentColor' | 'portalSlug' | 'logoSha256'
>;

/** Where a logo is served; null without one. Also in mails, which have no session. */
export const logoUrlOf = (publicUrl: string, { logoSha256 }: Pick<Branding, 'logoSha256'>): string | null =>
  logoSha256 && `${publicUrl}/logos/${logoSha256}.png`;

/** What a mail of the organization is headed with. */
export const letterheadOf = (publicUrl: string, branding: Face) => ({
  displayName: branding.displayName,
  slogan: branding.slogan,
  primaryColor: branding.primaryColor,
  logoUrl: logoUrlOf(publicUrl, branding),
});

/** The face of the portal with this slug, for anybody. */
export async function portalBranding(context: Context, slug: string): Promise<Face | null> {
  const [row]: Record<string, string | null>[] = await managerForNobody(context.installation.orm).execute(
    'select * from find_portal(?)',
    [slug],
  );
  if (!row) return null;
  return {
    displayName: row.display_name as string,
    slogan: row.slogan ?? null,
    primaryColor: row.primary_color ?? null,
    accentColor: row.accent_color ?? null,
    portalSlug: row.portal_slug ?? null,
    logoSha256: row.logo_sha256 ?? null,
  };
}

/** Changes what the input names: null clears slogan, colours, slug and logo. */
export async function updateBranding(context: ViewerContext, input: UpdateBrandingInput): Promise<Organization> {
  const faults = new Faults();
  const change = readBranding(input, faults);
  const logo = input.logo ? await redrawLogo(input.logo) : null;
  if (input.logo && !logo)
    faults.add('UNSAFE_FILE', ['logo'], 'The logo has to be a PNG, JPEG or WebP of at most 512 kB and 16 megapixels.');
  faults.refuseIfAny();
  return inTransaction(context, async ({ em, viewer: { organizationId }, now }) => {
    if (change.portalSlug) await refuseTakenSlug(em, change.portalSlug);
    const branding = await em.findOneOrFail(Branding, { id: organizationId });
    if (logo) change.logoSha256 = await keepLogo(em, organizationId, logo, now());
    else if (input.logo === null) change.logoSha256 = null;
    em.assign(branding, change);
    await em.flush().catch((error: unknown) => {
      // Somebody else took the slug between the question and the answer.
      if (error instanceof UniqueConstraintViolationException) refuse(slugTaken());
      throw error;
    });
    return em.findOneOrFail(Organization, { id: organizationId });
  });
}

function readBranding(input: UpdateBrandingInput, faults: Faults): Partial<Branding> {
  const change: Partial<Branding> = {};
  if (input.displayName !== undefined)
    change.displayName = faults.line(input.displayName, 'displayName', { required: true }) ?? '';
  if (input.slogan !== undefined) change.slogan = faults.line(input.slogan, 'slogan', { max: 150 });
  if (input.primaryColor !== undefined)
    change.primaryColor = readColor(input.primaryColor, 'primaryColor', carriesWhiteText, faults);
  if (input.accentColor !== undefined)
    change.accentColor = readColor(input.accentColor, 'accentColor', standsOutOnWhite, faults);
  if (input.portalSlug !== undefined) change.portalSlug = readSlug(input.portalSlug, faults);
  return change;
}

function readColor(
  value: string | null,
  field: string,
  hasContrast: (color: string) => boolean,
  faults: Faults,
): string | null {
  if (!value) return null;
  if (!isColor(value)) faults.add('OUT_OF_RANGE', [field], `${field} is written #rrggbb.`);
  else if (!hasContrast(value)) faults.add('OUT_OF_RANGE', [field], `${field} is too light to be read on or seen.`);
  return value.toLowerCase();
}

function readSlug(value: string | null, faults: Faults): string | null {
  if (!value) return null;
  if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(value))
    faults.add('OUT_OF_RANGE', ['portalSlug'], 'portalSlug has 2 to 63 small letters, digits and hyphens.');
  return value;
}

async function refuseTakenSlug(em: EntityManager, slug: string): Promise<void> {
  const [row]: { taken: boolean }[] = await em.execute('select portal_slug_taken(?) as taken', [slug]);
  if (row?.taken) refuse(slugTaken());
}

const slugTaken = () => new Conflict('SLUG_TAKEN', 'Another portal has this name already.', ['input', 'portalSlug']);

async function keepLogo(em: EntityManager, organizationId: string, bytes: Buffer, createdAt: Date): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if ((await em.count(Logo, { organizationId, sha256 })) === 0) {
    em.create(Logo, { id: newId(), organizationId, sha256, bytes, createdAt });
    await em.flush();
  }
  return sha256;
}
