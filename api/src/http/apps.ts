import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';

const policy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

/** The built apps. Their files carry a hash in the name and never change; the page itself is asked for anew each time. */
export function apps(): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set({
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': 'DENY',
    });
    next();
  });
  for (const app of ['console', 'portal']) {
    const folder = fileURLToPath(new URL(`../../../${app}/dist`, import.meta.url));
    router.use(`/${app}`, express.static(folder, { index: false, redirect: false, setHeaders: cacheHeaders }));
    router.get([`/${app}`, `/${app}/*path`], (_request, response) => {
      if (!existsSync(`${folder}/index.html`))
        return void response.status(503).type('text').send(`The ${app} is not built. Run: npm run build`);
      response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: folder });
    });
  }
  router.get('/', (_request, response) => response.redirect('/portal/'));
  return router;
}

function cacheHeaders(response: express.Response, path: string): void {
  response.set('Cache-Control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
}
