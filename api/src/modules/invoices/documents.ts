import express, { type Router } from 'express';
import { type ContextOf, serveFile, type ServedFile } from '../documents/index.ts';
import type { ViewerContext } from '../../context.ts';
import { Adjustment } from './adjustment.entity.ts';
import { CreditNote } from './credit-note.entity.ts';
import { Invoice } from './invoice.entity.ts';

/** The files of invoices. */
export function documents(contextOf: ContextOf): Router {
  const router = express.Router();
  const serve = (pick: (invoice: Invoice) => ServedFile | null) =>
    serveFile(contextOf, 'invoice:read', async ({ em }, id) => {
      const invoice = await em.findOne(Invoice, { id });
      return invoice && pick(invoice);
    });
  router.get('/documents/invoices/:id.pdf', serve(pdfOf));
  router.get('/documents/invoices/:id/evidence.json', serve(evidenceOf('json')));
  router.get('/documents/invoices/:id/evidence.json.gz', serve(evidenceOf('json.gz')));
  router.get(
    '/documents/credit-notes/:id.pdf',
    serveFile(contextOf, 'invoice:read', async ({ em }, id) => {
      const note = await em.findOne(CreditNote, { id });
      return note && { sha256: note.pdfSha256, name: `${note.number}.pdf` };
    }),
  );
  router.get('/documents/adjustments/:id/evidence.json', serveFile(contextOf, 'invoice:read', trueUpEvidence));
  return router;
}

const pdfOf = ({ number, pdfSha256 }: Invoice): ServedFile | null =>
  pdfSha256 ? { sha256: pdfSha256, name: `${number}.pdf` } : null;

const evidenceOf =
  (ending: 'json' | 'json.gz') =>
  ({ id, number, evidenceSha256 }: Invoice): ServedFile => ({
    sha256: evidenceSha256,
    name: `${number ?? id}-evidence.${ending}`,
    zipped: ending === 'json.gz',
  });

async function trueUpEvidence({ em }: ViewerContext, id: string): Promise<ServedFile | null> {
  const adjustment = await em.findOne(Adjustment, { id });
  return adjustment?.evidenceSha256 ? { sha256: adjustment.evidenceSha256, name: `${id}-evidence.json` } : null;
}
