// node scripts/schema.ts: writes evidence.schema.json anew. A test fails while it is behind the validator.
import { writeFileSync } from 'node:fs';
import { evidenceSchema } from '../src/index.ts';

writeFileSync(new URL('../evidence.schema.json', import.meta.url), `${JSON.stringify(evidenceSchema(), null, 2)}\n`);
