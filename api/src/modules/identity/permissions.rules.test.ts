import { getMetadataStorage } from 'type-graphql';
import { expect, test } from 'vitest';
import { viewerOf } from '../../../test/builders/organization.ts';
import { guard } from '../../graphql/guard.ts';
import { createSchema } from '../../schema.ts';
import { collectorPermissions, permissionsOf, viewingPermissions } from './permissions.rules.ts';
import { isPortalRole, Role } from './role.ts';

/** Rows are permissions, columns roles. */
const table = `
                          OWNER ADMIN OPERATIONS BILLING READ_ONLY CUSTOMER_OWNER CUSTOMER_MEMBER
api-key:manage            x  x  .  .  .  x  .
audit:read                x  x  .  .  .  .  .
billing-run:read          x  x  x  x  x  .  .
billing-settings:update   x  x  .  x  .  .  .
collector:manage          x  x  x  .  .  .  .
collector:read            x  x  x  x  x  .  .
contract:accept           .  .  .  .  .  x  .
contract:activate         x  x  .  x  .  .  .
contract:assign           x  x  x  x  .  .  .
contract:create           x  x  .  x  .  .  .
contract:discard          x  x  .  x  .  .  .
contract:extend           x  x  .  x  .  .  .
contract:notice           x  x  .  x  .  x  .
contract:price            x  x  .  x  .  .  .
contract:read             x  x  x  x  x  x  x
contract:suspend          x  x  .  x  .  .  .
contract:terminate        x  x  .  x  .  .  .
contract:update           x  x  .  x  .  .  .
customer:create           x  x  .  x  .  .  .
customer:hold             x  x  .  x  .  .  .
customer:invite           x  x  .  x  .  .  .
customer:read             x  x  x  x  x  x  x
customer:update           x  x  .  x  .  .  .
customer:view-as          x  x  x  x  .  .  .
device:command            x  x  x  .  .  x  x
fleet:manage              x  x  x  .  .  .  .
fleet:read                x  x  x  x  x  x  x
invoice:adjust            x  x  .  x  .  .  .
invoice:cancel            x  x  .  x  .  .  .
invoice:change            x  x  .  x  .  .  .
invoice:credit            x  x  .  x  .  .  .
invoice:generate          x  x  .  x  .  .  .
invoice:hold              x  x  .  x  .  .  .
invoice:issue             x  x  .  x  .  .  .
invoice:read              x  x  x  x  x  x  x
invoice:recompute         x  x  .  x  .  .  .
invoice:release           x  x  .  x  .  .  .
invoice:send              x  x  .  x  .  .  .
invoice:write-off         x  x  .  x  .  .  .
mail:manage               x  x  .  x  .  .  .
metering:correct          x  x  x  x  .  .  .
metering:read             x  x  x  x  x  .  .
organization:read         x  x  x  x  x  x  x
organization:update       x  x  .  .  .  .  .
portal-people:manage      x  x  .  x  .  x  .
site:manage               x  x  x  .  .  .  .
staff:manage              x  x  .  .  .  .  .
telemetry:read            x  x  x  x  x  x  x
`;
const [head, ...lines] = table.trim().split('\n');
const roles = (head as string).trim().split(/\s+/) as Role[];
const allowed = new Map(
  lines.map((line) => {
    const [permission, ...marks] = line.trim().split(/\s+/);
    return [permission as string, new Set(roles.filter((_, index) => marks[index] === 'x'))];
  }),
);

test.each(roles)('%s may what its column says, and nothing else', (role) => {
  const says = [...allowed].filter(([, may]) => may.has(role)).map(([permission]) => permission);
  expect([...permissionsOf(role)].sort()).toEqual(says);
});

test('the table has every role; a collector only works, who views as a customer only reads', () => {
  expect(roles).toEqual(Object.keys(Role));
  expect([...collectorPermissions]).toEqual(['collector:work', 'reading:bring']);
  expect([...viewingPermissions].filter((permission) => !permission.endsWith(':read'))).toEqual([]);
});

test('every root field opens to just the roles that the table allows', () => {
  createSchema();
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const findings: string[] = [];
  for (const [fields, parent] of [
    [queries, 'Query'],
    [mutations, 'Mutation'],
    [subscriptions, 'Subscription'],
  ] as const)
    for (const { schemaName, roles: needed = [] } of fields)
      for (const role of roles) {
        const viewer = viewerOf('an organization', role, isPortalRole(role) ? 'a customer' : null);
        const asked = { context: { viewer }, info: { parentType: { name: parent }, fieldName: schemaName } };
        const [permission] = needed as string[];
        const may =
          permission === 'public' || permission === 'signed-in' || (allowed.get(permission ?? '')?.has(role) ?? false);
        if (opens(asked, needed as never) !== may) findings.push(`${schemaName} for ${role}`);
      }
  expect(findings).toEqual([]);
});

function opens(asked: object, needed: never): boolean {
  try {
    return guard(asked as never, needed) === true;
  } catch {
    return false; // a refusal: another test reads its code
  }
}
