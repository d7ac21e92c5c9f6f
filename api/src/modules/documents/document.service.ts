import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Conflict, refuse } from '../../graphql/refusals.ts';

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

/** An evidence file: the hash is that of its JSON, unzipped. */
export function keepEvidence({ em, organizationId, at }: Keeper, file: object): Promise<string> {
  const json = Buffer.from(jsonOf(file));
  return keep(em, organizationId, at, {
    sha256: hashOf(json),
    contentType: 'application/json',
    gzipped: true,
    bytes: gzipSync(json),
  });
}

/**
 * One text holds 512 MiB in this runtime: a month of quarter hours of some 3,500 metered machines under one customer. More
 * is refused by its name rather than cut, as an evidence file that isn't whole proves nothing.
 */
export function jsonOf(file: object): string {
  try {
    return JSON.stringify(file);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refuse(
      new Conflict(
        'EVIDENCE_TOO_LARGE',
        "The month's evidence is too large for one file: fewer metered machines go under one customer.",
      ),
    );
  }
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

/** The document as its hash is of it. */
export const unzipped = ({ gzipped, bytes }: Document): Buffer => (gzipped ? gunzipSync(bytes) : bytes);
