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
    if (document) await send(request, response, file, document);
    else response.status(404).type('text').send('Not found');
  };

/**
 * Hands a document out. Its hash is its ETag, so a program that has it already isn't sent it again, and one that was cut off
 * goes on where it was (not in the unzipped form of what is kept zipped: that is made as it is sent).
 */
export async function send(
  request: Request,
  response: Response,
  { name, zipped }: ServedFile,
  document: Document,
): Promise<void> {
  const asKept = zipped || !document.gzipped;
  response.attachment(name).set({
    'Content-Type': zipped ? 'application/gzip' : document.contentType,
    ETag: `"${document.sha256}${zipped ? '.gz' : ''}"`,
    'Accept-Ranges': asKept ? 'bytes' : 'none',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  if (isKnown(request, response)) response.status(304).end();
  else if (asKept) sendBytes(request, response, document.bytes);
  else await pipeline(piecesOf(document), response).catch(unlessHungUp);
}

/** Whether the client has these bytes. Not `request.fresh`: a program's `fetch` says no-cache of itself beside the tag. */
const isKnown = (request: Request, response: Response): boolean =>
  (request.get('If-None-Match') ?? '')
    .split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === response.get('ETag'));

/** All of it, or the one part that was asked for. Several parts at once are answered with all of it, as HTTP allows. */
function sendBytes(request: Request, response: Response, bytes: Buffer): void {
  const isCurrent = [undefined, response.get('ETag')].includes(request.get('If-Range'));
  const parts = isCurrent ? request.range(bytes.length) : undefined;
  if (parts === -1) {
    response.status(416).set('Content-Range', `bytes */${bytes.length}`).end();
    return;
  }
  const [part, ...others] = Array.isArray(parts) && parts.type === 'bytes' ? parts : [];
  if (!part || others.length > 0) {
    response.send(bytes);
    return;
  }
  response
    .status(206)
    .set('Content-Range', `bytes ${part.start}-${part.end}/${bytes.length}`)
    .send(bytes.subarray(part.start, part.end + 1));
}

/** A reader may leave in the middle: then there is nobody to tell. */
function unlessHungUp(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}
