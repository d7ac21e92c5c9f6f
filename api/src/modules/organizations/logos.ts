import express, { type Router } from 'express';
import type { Installation } from '../../context.ts';
import { managerForNobody } from '../../database/scope.ts';

/** The logos of portals, for mail readers and sign-in pages: public, each under the hash of its content for ever. */
export function logos(installation: Installation): Router {
  const router = express.Router();
  router.get('/logos/:name', async (request, response) => {
    const sha256 = /^([0-9a-f]{64})\.png$/.exec(request.params.name)?.[1];
    const [row]: { bytes: Buffer | null }[] = sha256
      ? await managerForNobody(installation.orm).execute('select find_logo(?) as bytes', [sha256])
      : [];
    if (!row?.bytes) return void response.status(404).type('text').send('Not found');
    response.set({
      'Content-Type': 'image/png',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      // Mail readers show it on pages of their own.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    });
    response.send(row.bytes);
  });
  return router;
}
