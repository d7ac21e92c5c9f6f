import pg from 'pg';
import { Stop } from './stop.ts';

export type AdminSettings = {
  readonly ownerUrl: string;
  /** Where links lead. */
  readonly publicUrl: string;
  readonly now: Date;
  readonly say: (line: string) => void;
};

/** Does one command's work in one transaction, recorded in the audit log as the installation's owner, and says its answer. */
export async function asInstallation(
  settings: AdminSettings,
  work: (client: pg.Client) => Promise<string>,
): Promise<void> {
  const client = new pg.Client({ connectionString: settings.ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 where to_regclass('public.organization') is not null");
    if (rowCount === 0) throw new Stop('This database has no tables yet. Run npm start once; it makes them.');
    await client.query('begin');
    await client.query("select set_config('app.actor', 'installation', true)");
    const answer = await work(client);
    await client.query('commit');
    settings.say(answer);
  } finally {
    await client.end();
  }
}
