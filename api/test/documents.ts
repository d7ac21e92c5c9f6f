import { gunzipSync } from 'node:zlib';
import type { EntityManager } from '@mikro-orm/postgresql';
import { findDocument } from '../src/modules/documents/index.ts';

/** The JSON of an evidence file that is kept under its hash. */
// oxlint-disable-next-line no-explicit-any -- tests look wherever they like
export async function evidenceFile(em: EntityManager, sha256: string): Promise<any> {
  const document = await findDocument(em, sha256);
  if (!document) throw new Error(`there is no document ${sha256}`);
  return JSON.parse(gunzipSync(document.bytes).toString());
}
