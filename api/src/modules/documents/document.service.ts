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

type Row = {
  organization_id: string;
  sha256: string;
  content_type: string;
  gzipped: boolean;
  bytes: Buffer;
  created_at: Date;
};

/**
 * Keeps a document under its own hash, in the caller's transaction; one that is there already stays as it is. As parameters
 * of the driver's own: in the statement's text the bytes of a large customer would be twice as many, and parsed.
 */
async function keep(
  { em, organizationId, at }: Keeper,
  { sha256, contentType, gzipped, bytes }: Document,
): Promise<string> {
  await em
    .getKysely<{ document: Row }>()
    .insertInto('document')
    .values({ organization_id: organizationId, sha256, content_type: contentType, gzipped, bytes, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return sha256;
}

type Keeper = { readonly em: EntityManager; readonly organizationId: string; readonly at: Date };

/**
 * An evidence file, given in pieces: hashed as its reader gets it and zipped on the way, so that of the largest no more than
 * its zipped bytes are in memory. Level 1: a month is hours of zipping otherwise, for a fifth of the size.
 */
export async function keepEvidence(keeper: Keeper, pieces: Iterable<string> | AsyncIterable<string>): Promise<string> {
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
  return keep(keeper, {
    sha256: hash.digest('hex'),
    contentType: 'application/json',
    gzipped: true,
    bytes: Buffer.concat(zipped),
  });
}

export function keepPdf(keeper: Keeper, bytes: Buffer): Promise<string> {
  return keep(keeper, { sha256: hashOf(bytes), contentType: 'application/pdf', gzipped: false, bytes });
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
