import express, { type Request, type Response, type Router } from 'express';
import type { Context } from '../../context.ts';
import { formatInstant } from '../../graphql/scalars.ts';
import { type AuditEntry, auditEntries } from './audit.service.ts';

const batch = 1_000;
const columns = ['at', 'actor', 'actorName', 'action', 'table', 'rowId', 'changed', 'before', 'after'];

/** The audit log as CSV, a batch at a time, for who may read it; everybody else gets 404. */
export function auditExport(contextOf: (request: Request, response: Response) => Promise<Context>): Router {
  const router = express.Router();
  router.get('/exports/audit.csv', async (request, response) => {
    const { em, viewer } = await contextOf(request, response);
    if (!viewer?.permissions.has('audit:read')) return void response.status(404).type('text').send('Not found');
    const [from, to] = [instantOf(request.query.from), instantOf(request.query.to)];
    if (from === undefined || to === undefined)
      return void response.status(400).type('text').send('from and to are instants like 2026-06-01T00:00:00Z');
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="audit.csv"',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    });
    response.write(`${columns.join(',')}\r\n`);
    let before: string | null = null;
    for (;;) {
      const entries: AuditEntry[] = await auditEntries(em, { from, to }, { before, limit: batch });
      const isTaken = response.write(entries.map(lineOf).join(''));
      if (entries.length < batch || response.closed) break;
      if (!isTaken) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
      before = entries.at(-1)?.id ?? null;
    }
    response.end();
  });
  return router;
}

/** Undefined for what is no instant; null when nothing was asked. */
function instantOf(text: unknown): Date | null | undefined {
  if (text === undefined || text === '') return null;
  const at = new Date(String(text));
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const lineOf = (entry: AuditEntry): string =>
  `${[
    formatInstant(entry.at),
    entry.actor,
    entry.actorName,
    entry.action,
    entry.table,
    entry.rowId,
    entry.changed.join(' '),
    entry.before,
    entry.after,
  ]
    .map(cell)
    .join(',')}\r\n`;

/** RFC 4180. A cell that a spreadsheet would run as a formula is led by an apostrophe. */
function cell(value: string | null): string {
  const text = value ?? '';
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
