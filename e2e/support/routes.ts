import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { ApiClient } from './api.ts';
import { userOf } from './world.ts';

export type AppName = 'console' | 'portal';

/** Where each app says which address leads to which page: a page added there is looked at without a word here. */
const routeTables = { console: '../../console/src/routes/app.tsx', portal: '../../portal/src/app.tsx' };

/** The addresses of all pages of an app, as its route table has them, parameters filled with something that is there. */
export async function pagesOf(app: AppName): Promise<string[]> {
  const table = readFileSync(fileURLToPath(new URL(routeTables[app], import.meta.url)), 'utf8');
  const paths = [...new Set([...table.matchAll(/<Route path="([^"*]+)"/g)].map(([, path = '']) => path))];
  const ids = await idsFor(app);
  return paths.map((path) => {
    const [before = '', after] = path.split(':id');
    if (after === undefined) return path;
    const id = ids[path] ?? ids[before];
    if (!id) throw new Error(`the ${app} has a page ${path}, and nothing is known to show on it`);
    return `${before}${id}${after}`;
  });
}

/** One of each kind, by the address before its id; a page that wants another has it under its whole path. */
async function idsFor(app: AppName): Promise<Record<string, string>> {
  const api = new ApiClient(`${inject('ready').graphql}`);
  const { email, password } = userOf(app === 'console' ? 'OWNER' : 'CUSTOMER_OWNER');
  await api.do('signIn', { email, password }, '... on SignedIn { __typename }');
  const first = async (list: string, prefer = ''): Promise<string> => {
    const { [list]: found } = await api.ask(`{ ${list}(first: 1${prefer}) { nodes { id } } }`);
    return found.nodes[0]?.id;
  };
  if (app === 'portal') {
    return {
      '/machines/': await first('miners'),
      '/contracts/': await first('contracts'),
      '/bills/': await first('invoices'),
    };
  }
  const miner = await first('miners');
  const command = await api.do(
    'commandDevices',
    { action: 'LOCATE', targetIds: [miner], reason: 'Which one is it?' },
    '... on CommandBatch { id }',
  );
  const run = await api.do('generateInvoices', { period: lastMonth() }, '... on BillingRun { id }');
  const contract = await first('contracts', ', filter: { statuses: [ACTIVE], types: [HOSTED] }');
  const customer = await first('customers');
  const draft = await api.do(
    'createContract',
    { type: 'HOSTED', customerId: customer, term: 'YEARS_1', billingMethod: 'METERED', rate: '0.07' },
    '... on Contract { id }',
  );
  return {
    '/sites/': await first('sites'),
    '/machines/': miner,
    '/power/': await first('pdus'),
    '/power/meters/': await first('meters'),
    '/customers/': customer,
    '/contracts/': contract,
    '/contracts/:id/terms': draft.id,
    '/contracts/:id/equipment': draft.id,
    '/invoices/': await first('invoices'),
    '/invoices/runs/': run.id,
    '/commands/': command.id,
  };
}

/** `YYYY-MM`. */
function lastMonth(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
