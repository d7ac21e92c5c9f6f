import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { organization, viewerContext, installation } from '../../../test/builders/organization.ts';
import { evidenceFile } from '../../../test/documents.ts';
import { useDatabase } from '../../../test/database.ts';
import { inTransaction } from '../../database/scope.ts';
import { findDocument, keepEvidence, piecesOf } from './document.service.ts';

const database = useDatabase();

test('evidence written in pieces is one file under the hash of its text, however it was cut', async () => {
  const organizationId = await organization(database().owner);
  const { em, now } = viewerContext(installation(database()), organizationId);
  const text = JSON.stringify({ readings: Array.from({ length: 20_000 }, (_, index) => [`${index}`, 'ü']) });
  const hash = createHash('sha256').update(text).digest('hex');
  for (const size of [1_000, 99_999, text.length]) {
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, n) =>
      text.slice(n * size, (n + 1) * size),
    );
    const kept = inTransaction({ em, now }, (inside) =>
      keepEvidence({ em: inside.em, organizationId, at: now() }, pieces),
    );
    expect(await kept).toBe(hash);
  }
  const document = await findDocument(em, hash);
  expect(await evidenceFile(em, hash)).toEqual(JSON.parse(text));
  const read: Buffer[] = [];
  if (document) for await (const piece of piecesOf(document)) read.push(piece);
  expect(Buffer.concat(read).toString()).toBe(text);
  expect(await em.execute('select 1 from document where sha256 = ?', [hash])).toHaveLength(1);
});
