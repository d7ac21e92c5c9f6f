import { createVault } from '../src/vault.ts';
import type { TestDatabase } from './database.ts';

/** The newest mail in the outbox to an address, as a builder's installation sealed it. */
export async function mailedTo(
  database: TestDatabase,
  recipient: string,
  form: 'text' | 'html' = 'text',
): Promise<string> {
  const { rows } = await database.owner.query('select sealed from mail where recipient = $1 order by id desc limit 1', [
    recipient,
  ]);
  if (!rows[0]) throw new Error(`no mail to ${recipient}`);
  return JSON.parse(createVault(Buffer.alloc(32, 7)).open(rows[0].sealed))[form];
}
