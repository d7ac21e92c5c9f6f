import { expect, test } from 'vitest';
import { createSchema } from '../../src/schema.ts';
import { useWorld } from '../acceptance/world.ts';
import { mutate } from '../builders/operator.ts';
import type { Client } from '../client.ts';
import type { Answer, Case, Cases, Made, Stage } from './case.ts';
import { contractCases } from './contracts.cases.ts';
import { customerCases } from './customers.cases.ts';
import { endingCases } from './endings.cases.ts';
import { fleetCases } from './fleet.cases.ts';
import { organizationCases } from './organization.cases.ts';

/**
 * Every mutation of the schema is run once and leaves an entry in the audit log. A new mutation needs a case in one of the
 * files beside, or a reason here why it leaves none.
 */
const withoutEntry: Record<string, string> = {
  recordReadings: 'readings are kept themselves, by device and time, and never change',
};

const world = useWorld();
const rows: Stage['rows'] = (sql, values = []) => world.database().owner.query(sql, values);
const stage: Stage = { world, rows, cast: {} as Stage['cast'] };
const cases: Cases = {
  ...organizationCases(stage),
  ...fleetCases(stage),
  ...customerCases(stage),
  ...contractCases(stage),
  ...endingCases(stage),
};

test('every mutation has a case or a reason', () => {
  const all = Object.keys(createSchema().getMutationType()?.getFields() ?? {});
  expect(all.filter((name) => !cases[name])).toEqual([]);
  expect(Object.keys(cases).filter((name) => !all.includes(name))).toEqual([]);
});

test('every mutation leaves an entry of who did it', { timeout: 60_000 }, async () => {
  const made: Made = {};
  const findings: string[] = [];
  Object.assign(stage.cast, { owner: world.guest(), portal: world.guest() });
  for (const [name, { by = 'owner', actor = 'user:', ...one }] of Object.entries(cases)) {
    const client = clientOf(name, by, made);
    await one.before?.();
    const since = (await rows('select coalesce(max(id), 0)::text as id from audit_log')).rows[0].id;
    const answer = await run(client, name, one, made).catch((error: Error) => ({ code: error.message }));
    if (answer.code) findings.push(`${name} answered ${JSON.stringify(answer)}`);
    else one.keep?.(answer, made);
    if (actor.startsWith('job:')) await world.jobs();
    const { rowCount } = await rows(
      'select 1 from audit_log where id > $1 and organization_id = $2 and starts_with(actor, $3)',
      [since, made.organization, actor],
    );
    if ((rowCount === 0) !== name in withoutEntry)
      findings.push(`${name} ${rowCount === 0 ? 'left no entry' : 'left an entry'}`);
  }
  expect(findings).toEqual([]);
});

/** Who comes in by a case is that browser from then on. */
function clientOf(name: string, by: Case['by'], { token }: Made): Client {
  const { owner, portal } = stage.cast;
  if (name === 'setUpInstallation') return owner;
  if (name === 'acceptInvite') return portal;
  if (by === 'collector') return world.guest(token);
  return by === 'owner' ? owner : by === 'portal' ? portal : world.guest();
}

async function run(client: Client, name: string, { input, select = '' }: Case, made: Made): Promise<Answer> {
  if (input) return mutate(client, name, await input(made), select);
  const { data, errors } = await client.graphql(`mutation { ${name} { __typename ... on Refusal { code } } }`);
  return errors ? { code: JSON.stringify(errors) } : data[name];
}
