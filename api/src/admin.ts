import { organizationCommands, USAGE } from './admin/organization-commands.ts';
import { Stop } from './admin/stop.ts';
import { required } from './env.ts';

/**
 * `npm run admin -- organization ...`: what the owner of the installation decides, past the API: which organizations there
 * are and what they have bought. Runs as the database's owner; plain TypeScript, so it needs no build.
 */
const [noun, ...rest] = process.argv.slice(2);
try {
  if (noun === undefined || ['help', '--help', '-h'].includes(noun)) console.log(USAGE);
  else if (noun === 'organization') await organizationCommands(rest, settings());
  else throw new Stop(`There is no command "${noun}".\n\n${USAGE}`, 2);
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

function settings() {
  return {
    ownerUrl: required(process.env, 'DATABASE_OWNER_URL'),
    publicUrl: process.env.PUBLIC_URL || 'http://127.0.0.1:4000',
    now: new Date(),
    say: (line: string) => console.log(line),
  };
}
