import { parseArgs } from 'node:util';
import type pg from 'pg';
import type { AddOn, Plan } from '../graphql/enums.ts';
import { type AdminSettings, asInstallation } from './as-installation.ts';
import { addOns, faultsOf, type NewOrganization, plans } from './new-organization.rules.ts';
import { slugOf } from '../modules/organizations/new-organization.rules.ts';
import { addOnOf, createOrganization, listOrganizations, setPlan } from './organizations.ts';
import { Stop } from './stop.ts';

export const ORGANIZATION_USAGE = `npm run -s admin -- organization COMMAND

  list                                    every organization with its plan and add-ons
  create --name NAME --owner EMAIL        sets one up and prints its first owner's one-time link
         [--owner-name NAME] [--slug SLUG] [--plan BUSINESS] [--addon HOSTING]
         [--time-zone America/Chicago] [--currency USD]
  plan SLUG STARTER|BUSINESS|ENTERPRISE   changes its plan
  addon SLUG add|remove HOSTING           changes its add-ons

Customers, contracts and invoices need the plan BUSINESS or above and the add-on HOSTING.`;

/** Runs one command. */
export async function organizationCommands(
  [command, ...args]: readonly string[],
  settings: AdminSettings,
): Promise<void> {
  await asInstallation(settings, workOf(command, args, settings));
}

function workOf(
  command: string | undefined,
  args: readonly string[],
  settings: AdminSettings,
): (client: pg.Client) => Promise<string> {
  switch (command) {
    case 'list':
      return (client) => listOrganizations(client);
    case 'create': {
      const wanted = readNew(args);
      const faults = faultsOf(wanted);
      if (faults.length > 0) throw new Stop(faults.join('\n'), 2);
      return (client) => createOrganization(client, wanted, settings);
    }
    case 'plan': {
      const [slug, plan] = exactly(args, 2);
      const known = oneOf(plans, plan as string, 'a plan');
      return (client) => setPlan(client, slug as string, known);
    }
    case 'addon': {
      const [slug, verb, addOn] = exactly(args, 3);
      const isAdded = oneOf(['add', 'remove'], verb as string, 'add or remove') === 'add';
      const known = oneOf(addOns, (addOn as string).toUpperCase(), 'an add-on');
      return (client) => addOnOf(client, slug as string, known, isAdded);
    }
    default:
      throw new Stop(
        command ? `There is no command "organization ${command}".\n\n${ORGANIZATION_USAGE}` : ORGANIZATION_USAGE,
        2,
      );
  }
}

function readNew(args: readonly string[]): NewOrganization {
  const values = options(args);
  if (!values.name || !values.owner) throw new Stop('create needs --name and --owner.', 2);
  return {
    name: values.name.trim(),
    slug: values.slug ?? slugOf(values.name),
    ownerEmail: values.owner.trim(),
    ownerName: values['owner-name']?.trim() || null,
    plan: (values.plan ?? 'STARTER').toUpperCase() as Plan,
    addOns: (values.addon ?? []).map((one) => one.toUpperCase() as AddOn),
    timeZone: values['time-zone'] ?? 'UTC',
    currency: (values.currency ?? 'USD').toUpperCase(),
  };
}

function options(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        name: text,
        owner: text,
        'owner-name': text,
        slug: text,
        plan: text,
        addon: { type: 'string', multiple: true },
        'time-zone': text,
        currency: text,
      },
    }).values;
  } catch (error) {
    throw new Stop(`${(error as Error).message}\n\n${ORGANIZATION_USAGE}`, 2);
  }
}

function exactly(args: readonly string[], count: number): readonly string[] {
  if (args.length !== count) throw new Stop(ORGANIZATION_USAGE, 2);
  return args;
}

function oneOf<const W extends string>(words: readonly W[], word: string, what: string): W {
  const found = words.find((one) => one === word || one === word.toUpperCase());
  if (!found) throw new Stop(`"${word}" is not ${what}: ${words.join(', ')}.`, 2);
  return found;
}
