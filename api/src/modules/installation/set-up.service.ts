import { insertRows } from '../../database/insert-rows.ts';
import { inTransaction, managerFor, managerForNobody } from '../../database/scope.ts';
import type { Context, ViewerContext } from '../../context.ts';
import { Faults } from '../../graphql/faults.ts';
import { Forbidden, refuse } from '../../graphql/refusals.ts';
import { newId } from '../../ids.ts';
import { knownModelRows } from '../fleet/index.ts';
import { Membership, User } from '../identity/identity.entity.ts';
import { checkNewPassword, hashPassword, hashToken, openSession } from '../identity/index.ts';
import { isSlug, organizationRows, slugOf } from '../organizations/index.ts';
import { addSite, readPlace } from '../sites/index.ts';
import type { SetUpInstallationInput } from './installation.inputs.ts';

/** Makes the first organization with its owner and site, all or nothing, and signs the owner in. */
export async function setUpInstallation(context: Context, input: SetUpInstallationInput): Promise<ViewerContext> {
  const hash = hashToken(input.token);
  const nobody = managerForNobody(context.installation.orm);
  const [link]: { setup_open: boolean }[] = await nobody.execute('select setup_open(?)', [hash]);
  if (!link?.setup_open) refuse(linkInvalid());
  const { owner, organization, site } = read(input);
  const passwordHash = await hashPassword(owner.password);
  const entrance = { membershipId: newId(), organizationId: newId(), customerId: null, role: 'OWNER' } as const;
  const person = { id: newId(), name: owner.name };
  const { organizationId } = entrance;
  const em = managerFor(context.installation.orm, {
    kind: 'STAFF',
    organizationId,
    customerId: null,
    userId: person.id,
    actor: `user:${person.id}`,
  });
  await inTransaction({ em, now: context.now }, async (scope) => {
    const [mine]: { use_setup: boolean }[] = await scope.em.execute('select use_setup(?)', [hash]);
    if (!mine?.use_setup) refuse(linkInvalid());
    const createdAt = scope.now();
    const rows = organizationRows({ ...organization, id: organizationId, createdAt });
    for (const [table, row] of Object.entries(rows)) await insertRows(scope.em, table, [row]);
    scope.em.create(User, { ...person, email: owner.email, passwordHash, secondFactor: false, createdAt });
    scope.em.create(Membership, {
      id: entrance.membershipId,
      organization: organizationId,
      user: person.id,
      customer: null,
      role: entrance.role,
      createdAt,
    });
    addSite(scope, organizationId, site);
    await insertRows(scope.em, 'miner_model', knownModelRows(organizationId));
    await scope.em.flush();
  });
  return openSession(context, person, entrance);
}

const linkInvalid = () =>
  new Forbidden('LINK_INVALID', 'This link no longer sets anything up. A new start prints a new one.');

/** For a name that makes no slug; there is no other organization that could have it. */
const plainSlug = 'hosting';

/** What was typed, cleaned. All faults are refused at once. */
function read(input: SetUpInstallationInput) {
  const faults = new Faults();
  const ofOwner = faults.within('owner');
  const owner = {
    name: ofOwner.line(input.owner.name, 'name', { required: true }) ?? '',
    email: ofOwner.email(input.owner.email, 'email', { required: true }) ?? '',
    password: input.owner.password,
  };
  checkNewPassword(owner.password, ofOwner);
  const ofOrganization = faults.within('organization');
  const { name, timeZone, currency, energyRate } = input.organization;
  if (!timeZone) ofOrganization.add('REQUIRED', ['timeZone'], 'timeZone is needed.');
  if (!currency) ofOrganization.add('REQUIRED', ['currency'], 'currency is needed.');
  const slug = slugOf(name);
  const organization = {
    name: ofOrganization.line(name, 'name', { required: true }) ?? '',
    slug: isSlug(slug) ? slug : plainSlug,
    timeZone: ofOrganization.timeZone(timeZone || null, 'timeZone') ?? '',
    currency: ofOrganization.currency(currency, 'currency') ?? '',
    energyRate: ofOrganization.decimal(energyRate, 'energyRate'),
    plan: 'BUSINESS',
    addOns: ['HOSTING'],
  } as const;
  const site = readPlace(input.site, faults.within('site'));
  faults.refuseIfAny();
  return { owner, organization, site };
}
