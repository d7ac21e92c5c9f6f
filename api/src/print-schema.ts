import { writeFileSync } from 'node:fs';
import { writtenSchema } from './schema.ts';

/** `node dist/print-schema.js FILE`: writes the schema to a file, or to standard output without one. */
const file = process.argv[2];
if (file) writeFileSync(file, writtenSchema());
else process.stdout.write(writtenSchema());
