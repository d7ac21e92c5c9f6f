import { generateDocuments, generateSchema } from './generated.mjs';

await generateSchema();
if (process.argv[2] !== 'schema') await generateDocuments();
