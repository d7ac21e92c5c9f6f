import type pg from 'pg';
import { newId } from '../ids.ts';
import { knownModelRows } from '../modules/fleet/known-models.ts';
import { newToken } from '../modules/identity/tokens.ts';
import { organizationRows } from '../modules/organizations/new-organization.rules.ts';
import type { NewOrganization } from './new-organization.rules.ts';
import { Stop } from './stop.ts';

const inviteMs = 7 * 86_400_000;

/** Every organization, a line each. */
export async function listOrganizations(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ slug: string; name: string; plan: string; add_ons: string[] }>(
    'select slug, name, plan, add_ons from organization order by slug',
  );
  return rows.length === 0
    ? 'There is no organization yet.'
    : rows.map((row) => [row.slug, row.plan, row.add_ons.join(',') || '-', row.name].join('\t')).join('\n');
}

/** Makes an organization with its defaults and invites its first owner. Answers what to tell that person. */
export async function createOrganization(
  client: pg.Client,
  wanted: NewOrganization,
  at: { now: Date; publicUrl: string },
): Promise<string> {
  const taken = await client.query(
    'select 1 from organization where slug = $1 union select 1 from branding where portal_slug = $1',
    [wanted.slug],
  );
  if (taken.rowCount) throw new Stop(`There is an organization "${wanted.slug}" already; name another --slug.`);
  const id = newId(at.now.getTime());
  const rows = organizationRows({ ...wanted, id, energyRate: null, createdAt: at.now });
  for (const [table, row] of Object.entries(rows)) {
    const columns = Object.keys(row).join(', ');
    const insert = `insert into ${table} (${columns}) select ${columns} from jsonb_populate_record(null::${table}, $1)`;
    await client.query(insert, [JSON.stringify(row)]);
  }
  await client.query(
    `insert into miner_model (id, organization_id, make, name, rated_hashrate_ths, rated_power_w, rated_efficiency_j_per_th, source)
     select id, organization_id, make, name, rated_hashrate_ths, rated_power_w, rated_efficiency_j_per_th, source
     from jsonb_populate_recordset(null::miner_model, $1)`,
    [JSON.stringify(knownModelRows(id))],
  );
  const { token, hash } = newToken();
  await client.query(
    `insert into invite (id, organization_id, email, name, role, token_hash, sent_at, expires_at)
     values ($1, $2, $3, $4, 'OWNER', $5, $6, $7)`,
    [
      newId(at.now.getTime()),
      id,
      wanted.ownerEmail,
      wanted.ownerName,
      hash,
      at.now,
      new Date(at.now.getTime() + inviteMs),
    ],
  );
  return [
    `${wanted.name} (${wanted.slug}) is set up.`,
    `Give ${wanted.ownerEmail} this link; it works once and for 7 days:`,
    `${at.publicUrl}/console/invite#${token}`,
  ].join('\n');
}

/** Changes what an organization has bought. */
export async function setPlan(client: pg.Client, slug: string, plan: string): Promise<string> {
  return changed(
    await client.query('update organization set plan = $2 where slug = $1 returning plan, add_ons', [slug, plan]),
    slug,
  );
}

export async function addOnOf(client: pg.Client, slug: string, addOn: string, isAdded: boolean): Promise<string> {
  const without = 'array_remove(add_ons, $2::text)';
  const next = isAdded ? `array_append(${without}, $2::text)` : without;
  return changed(
    await client.query(`update organization set add_ons = ${next} where slug = $1 returning plan, add_ons`, [
      slug,
      addOn,
    ]),
    slug,
  );
}

function changed({ rows: [row] }: pg.QueryResult<{ plan: string; add_ons: string[] }>, slug: string): string {
  if (!row) throw new Stop(`There is no organization "${slug}". See: organization list`);
  return `${slug}: ${row.plan}, ${row.add_ons.length === 0 ? 'no add-on' : row.add_ons.join(', ')}`;
}
