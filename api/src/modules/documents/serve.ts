import { pipeline } from 'node:stream/promises';
import type { RequestHandler, Request, Response } from 'express';
import type { Context, ViewerContext } from '../../context.ts';
import { isId } from '../../ids.ts';
import type { Viewer } from '../identity/index.ts';
import { type Document, findDocument, piecesOf } from './document.service.ts';

/** A document as a route hands it out; `zipped`: as it is kept. */
export type ServedFile = { readonly sha256: string; readonly name: string; readonly zipped?: boolean };
export type ContextOf = (request: Request, response: Response) => Promise<Context>;

/**
 * Serves a file for whom the API would show what it belongs to: the same viewer, the same policies. Everybody else gets
 * 404, whether it exists or not.
 */
export const serveFile =
  (
    contextOf: ContextOf,
    permission: Parameters<Viewer['permissions']['has']>[0],
    find: (context: ViewerContext, id: string) => Promise<ServedFile | null>,
  ): RequestHandler =>
  async (request, response) => {
    const context = await contextOf(request, response);
    const { viewer } = context;
    const id = String(request.params.id);
    const file = viewer?.permissions.has(permission) && isId(id) ? await find({ ...context, viewer }, id) : null;
    const document = file && (await findDocument(context.em, file.sha256));
    if (document) await send(response, file, document);
    else response.status(404).type('text').send('Not found');
  };

async function send(response: Response, { name, zipped }: ServedFile, document: Document): Promise<void> {
  response.set({
    'Content-Type': zipped ? 'application/gzip' : document.contentType,
    'Content-Disposition': `attachment; filename="${name}"`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  if (zipped || !document.gzipped) response.send(document.bytes);
  else await pipeline(piecesOf(document), response).catch(unlessHungUp);
}

/** A reader may leave in the middle: then there is nobody to tell. */
function unlessHungUp(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
