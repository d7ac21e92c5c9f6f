import { expect, test } from 'vitest';
import { member, organization } from '../../test/builders/organization.ts';
import { useDatabase } from '../../test/database.ts';
import { personCommands } from './person-commands.ts';

const database = useDatabase();
const now = new Date('2026-07-01T12:00:00Z');

async function admin(...args: string[]): Promise<string> {
  const said: string[] = [];
  const publicUrl = 'https://hosting.example';
  await personCommands(args, { ownerUrl: database().ownerUrl, publicUrl, now, say: (line) => said.push(line) });
  return said.join('\n');
}

test('a lost second factor is turned off, in the name of the installation', async () => {
  const { owner } = database();
  const organizationId = await organization(owner);
  const { email, userId } = await member(owner, organizationId, 'OWNER');
  await expect(admin('reset-second-factor', email)).rejects.toThrow('has no second factor');
  await owner.query("insert into second_factor (user_id, sealed, confirmed_at) values ($1, '\\x01', '2026-01-01')", [
    userId,
  ]);
  await owner.query('update app_user set second_factor = true where id = $1', [userId]);
  expect(await admin('reset-second-factor', email.toUpperCase())).toContain('the second factor is off');
  const { rows } = await owner.query(
    'select second_factor, (select count(*)::int from second_factor f where f.user_id = u.id) as kept from app_user u where id = $1',
    [userId],
  );
  expect(rows).toEqual([{ second_factor: false, kept: 0 }]);
  const { rows: log } = await owner.query(
    "select distinct actor from audit_log where organization_id = $1 and row_id = $2 and action = 'DELETE' and table_name = 'second_factor'",
    [organizationId, userId],
  );
  expect(log).toEqual([{ actor: 'installation' }]);
});

test.each([
  { args: ['reset-second-factor', 'nobody@example.com'], says: /There is no person/ },
  { args: ['reset-second-factor'], says: /person COMMAND/ },
  { args: ['remove', 'x@example.com'], says: /person COMMAND/ },
])('$args is answered in words', async ({ args, says }) => {
  await expect(admin(...args)).rejects.toThrow(says);
});
