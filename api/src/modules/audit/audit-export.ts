import type { EntityManager } from '@mikro-orm/postgresql';
import express, { type Request, type Response, type Router } from 'express';
import type { Context } from '../../context.ts';
import { formatInstant } from '../../graphql/scalars.ts';
import { sendCsv } from '../../http/csv.ts';
import type { AuditFilter } from './audit.inputs.ts';
import { type AuditEntry, auditEntries } from './audit.service.ts';

const batch = 1_000;
const columns = ['at', 'actor', 'actorName', 'action', 'table', 'rowId', 'changed', 'before', 'after'];

/** The audit log as CSV for who may read it; everybody else gets 404. */
export function auditExport(contextOf: (request: Request, response: Response) => Promise<Context>): Router {
  const router = express.Router();
  router.get('/exports/audit.csv', async (request, response) => {
    const { em, viewer } = await contextOf(request, response);
    if (!viewer?.permissions.has('audit:read')) return void response.status(404).type('text').send('Not found');
    const [from, to] = [instantOf(request.query.from), instantOf(request.query.to)];
    if (from === undefined || to === undefined)
      return void response.status(400).type('text').send('from and to are instants like 2026-06-01T00:00:00Z');
    await sendCsv(response, 'audit.csv', columns, linesOf(em, { from, to }));
  });
  return router;
}

/** Newest first, a batch at a time. */
async function* linesOf(em: EntityManager, filter: AuditFilter): AsyncGenerator<(string | null)[][]> {
  let before: string | null = null;
  for (;;) {
    const entries: AuditEntry[] = await auditEntries(em, filter, { before, limit: batch });
    yield entries.map(lineOf);
    if (entries.length < batch) return;
    before = entries.at(-1)?.id ?? null;
  }
}

/** Undefined for what is no instant; null when nothing was asked. */
function instantOf(text: unknown): Date | null | undefined {
  if (text === undefined || text === '') return null;
  const at = new Date(String(text));
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const lineOf = (entry: AuditEntry): (string | null)[] => [
  formatInstant(entry.at),
  entry.actor,
  entry.actorName,
  entry.action,
  entry.table,
  entry.rowId,
  entry.changed.join(' '),
  entry.before,
  entry.after,
];
