import { generateDocuments, generateSchema } from './generated.mjs';

try {
  await generateSchema();
  if (process.argv[2] !== 'schema') await generateDocuments();
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}
