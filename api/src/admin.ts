import type { AdminSettings } from './admin/as-installation.ts';
import { ORGANIZATION_USAGE, organizationCommands } from './admin/organization-commands.ts';
import { PERSON_USAGE, personCommands } from './admin/person-commands.ts';
import { Stop } from './admin/stop.ts';
import { required } from './env.ts';

const usage = `${ORGANIZATION_USAGE}

${PERSON_USAGE}

The database is the one of HASHYARD_HOME (.hashyard), or DATABASE_URL, as for npm start.`;

const commands = { organization: organizationCommands, person: personCommands };

/**
 * `npm run admin -- organization|person ...`: what the owner of the installation decides, past the API: which organizations
 * there are, what they have bought, and who is let in again. Runs as the database's owner; plain TypeScript, so it needs no build.
 */
const [noun, ...rest] = process.argv.slice(2);
try {
  if (noun === undefined || ['help', '--help', '-h'].includes(noun)) console.log(usage);
  else if (noun === 'organization' || noun === 'person') await commands[noun](rest, settings());
  else throw new Stop(`There is no command "${noun}".\n\n${usage}`, 2);
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

function settings(): AdminSettings {
  return {
    ownerUrl: required(process.env, 'DATABASE_OWNER_URL'),
    publicUrl: process.env.PUBLIC_URL || 'http://127.0.0.1:4000',
    now: new Date(),
    say: (line: string) => console.log(line),
  };
}
