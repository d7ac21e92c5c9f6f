import express, { type Router } from 'express';
import { type ContextOf, serveFile, type ServedFile } from '../documents/index.ts';
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
