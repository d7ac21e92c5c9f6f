import type pg from 'pg';
import { type AdminSettings, asInstallation } from './as-installation.ts';
import { Stop } from './stop.ts';

export const PERSON_USAGE = `npm run -s admin -- person COMMAND

  reset-second-factor EMAIL               turns off a lost second factor that nobody in the console may reset:
                                          an only owner's, or that of who belongs to several organizations`;

/** Runs one command. */
export async function personCommands(
  [command, email, ...more]: readonly string[],
  settings: AdminSettings,
): Promise<void> {
  if (command !== 'reset-second-factor' || !email || more.length > 0) throw new Stop(PERSON_USAGE, 2);
  await asInstallation(settings, (client) => resetSecondFactor(client, email.trim(), settings.now));
}

async function resetSecondFactor(client: pg.Client, email: string, now: Date): Promise<string> {
  const { rows } = await client.query<{ id: string; second_factor: boolean }>(
    'select id, second_factor from app_user where lower(email) = lower($1) for update',
    [email],
  );
  const [person] = rows;
  if (!person) throw new Stop(`There is no person "${email}".`);
  if (!person.second_factor) throw new Stop(`${email} has no second factor.`);
  for (const table of ['recovery_code', 'second_factor'])
    await client.query(`delete from ${table} where user_id = $1`, [person.id]);
  await client.query('update app_user set second_factor = false where id = $1', [person.id]);
  await client.query('update session set ended_at = $2 where user_id = $1 and ended_at is null', [person.id, now]);
  return `${email}: the second factor is off and every session has ended; the password alone signs in.`;
}
