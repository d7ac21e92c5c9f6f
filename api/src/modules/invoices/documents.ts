import express, { type Request, type Response, type Router } from 'express';
import type { Context } from '../../context.ts';
import { isId } from '../../ids.ts';
import { type Document, findDocument, unzipped } from './document.service.ts';
import { Invoice } from './invoice.entity.ts';

/**
 * The files of invoices, for whom the API would show the invoice itself: the same viewer, the same policies. Everybody
 * else gets 404, whether the invoice exists or not.
 */
export function documents(contextOf: (request: Request, response: Response) => Promise<Context>): Router {
  const router = express.Router();
  const serve = (pick: (invoice: Invoice) => File | null) => async (request: Request, response: Response) => {
    const { em, viewer } = await contextOf(request, response);
    const id = String(request.params.id);
    const invoice = viewer?.permissions.has('invoice:read') && isId(id) ? await em.findOne(Invoice, { id }) : null;
    const file = invoice && pick(invoice);
    const document = file && (await findDocument(em, file.sha256));
    if (document) send(response, file, document);
    else response.status(404).type('text').send('Not found');
  };
  router.get('/documents/invoices/:id.pdf', serve(pdfOf));
  router.get('/documents/invoices/:id/evidence.json', serve(evidenceOf('json')));
  router.get('/documents/invoices/:id/evidence.json.gz', serve(evidenceOf('json.gz')));
  return router;
}

type File = { readonly sha256: string; readonly name: string; readonly zipped: boolean };

const pdfOf = ({ number, pdfSha256 }: Invoice): File | null =>
  pdfSha256 ? { sha256: pdfSha256, name: `${number}.pdf`, zipped: false } : null;

const evidenceOf =
  (ending: 'json' | 'json.gz') =>
  ({ id, number, evidenceSha256 }: Invoice): File => ({
    sha256: evidenceSha256,
    name: `${number ?? id}-evidence.${ending}`,
    zipped: ending === 'json.gz',
  });

function send(response: Response, { name, zipped }: File, document: Document): void {
  response.set({
    'Content-Type': zipped ? 'application/gzip' : document.contentType,
    'Content-Disposition': `attachment; filename="${name}"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  response.send(zipped ? document.bytes : unzipped(document));
}
