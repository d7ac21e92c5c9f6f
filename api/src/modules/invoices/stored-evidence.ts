import { EvidenceReader } from '@hashyard/rating';
import type { EntityManager } from '@mikro-orm/postgresql';
import { findDocument, piecesOf } from '../documents/index.ts';

/** A stored bundle, read as anybody would who has the file alone; null when there is none. */
export async function readEvidence(em: EntityManager, sha256: string) {
  const document = await findDocument(em, sha256);
  if (!document) return null;
  const reader = new EvidenceReader((parts) => Buffer.concat(parts).toString());
  for await (const piece of piecesOf(document)) reader.push(piece);
  return reader.finish();
}
