import pg from 'pg';
import { required } from './env.ts';

/**
 * `node dist/offer-setup.js`: makes the link with this token's SHA-256 (hexadecimal) the one that sets the installation
 * up, and prints whether there is something to set up.
 */
const client = new pg.Client({ connectionString: required(process.env, 'DATABASE_OWNER_URL') });
await client.connect();
try {
  const hash = Buffer.from(required(process.env, 'SETUP_TOKEN_HASH'), 'hex');
  const { rows } = await client.query('select offer_setup($1) as offered', [hash]);
  console.log(JSON.stringify({ offered: rows[0].offered === true }));
} finally {
  await client.end();
}
