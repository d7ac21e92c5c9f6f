import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { EntityManager } from '@mikro-orm/postgresql';

/** Bytes under the SHA-256 (hex) of what a reader gets; kept zipped where that pays. */
export type Document = {
  readonly sha256: string;
  readonly contentType: string;
  readonly gzipped: boolean;
  readonly bytes: Buffer;
};

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Keeps a document under its own hash; one that is there already stays as it is. */
async function keep(em: EntityManager, organizationId: string, at: Date, document: Document): Promise<string> {
  await em.execute(
    `insert into document (organization_id, sha256, content_type, gzipped, bytes, created_at) values (?, ?, ?, ?, ?, ?)
     on conflict do nothing`,
    [organizationId, document.sha256, document.contentType, document.gzipped, document.bytes, at],
  );
  return document.sha256;
}

type Keeper = { readonly em: EntityManager; readonly organizationId: string; readonly at: Date };

/**
 * An evidence file, given in pieces: hashed as its reader gets it and zipped on the way, so that of the largest no more than
 * its zipped bytes are in memory. Level 1: a month is hours of zipping otherwise, for a fifth of the size.
 */
export async function keepEvidence(
  { em, organizationId, at }: Keeper,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<string> {
  const hash = createHash('sha256');
  const zipped: Buffer[] = [];
  async function* hashed() {
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece);
      hash.update(bytes);
      yield bytes;
    }
  }
  await pipeline(hashed, createGzip({ level: 1 }), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) zipped.push(chunk);
  });
  return keep(em, organizationId, at, {
    sha256: hash.digest('hex'),
    contentType: 'application/json',
    gzipped: true,
    bytes: Buffer.concat(zipped),
  });
}

export function keepPdf({ em, organizationId, at }: Keeper, bytes: Buffer): Promise<string> {
  return keep(em, organizationId, at, { sha256: hashOf(bytes), contentType: 'application/pdf', gzipped: false, bytes });
}

/** The viewer's document of this hash; null when there is none that the viewer may see. */
export async function findDocument(em: EntityManager, sha256: string): Promise<Document | null> {
  const [row]: { content_type: string; gzipped: boolean; bytes: Buffer }[] = await em.execute(
    'select content_type, gzipped, bytes from document where sha256 = ?',
    [sha256],
  );
  return row ? { sha256, contentType: row.content_type, gzipped: row.gzipped, bytes: row.bytes } : null;
}

/** The document as its hash is of it, in pieces: the largest are more than one buffer should hold. */
export function piecesOf({ gzipped, bytes }: Document): Readable {
  const stored = Readable.from([bytes]);
  return gzipped ? stored.pipe(createGunzip()) : stored;
}
