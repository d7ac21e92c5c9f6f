// What is generated and committed: the schema, written from the api's code, and the apps' typed documents.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';
import { build } from '../start/build.mjs';
import { runTool } from '../tool.mjs';

const schemaFile = join(root, 'schema.graphql');
const remedy = 'npm run codegen writes it anew.';

/** @returns {Promise<string | null>} what is out of date, null for nothing */
export async function generatedFiles() {
  try {
    const schema = await printSchema();
    if (!existsSync(schemaFile) || readFileSync(schemaFile, 'utf8') !== schema) {
      return `schema.graphql is not what the api's code says. ${remedy}`;
    }
  } catch (error) {
    return /** @type {Error} */ (error).message;
  }
  const { ok, output } = await runTool('graphql-codegen', ['--config', 'codegen.ts', '--check']);
  return ok ? null : `${output}\nThe apps' documents (src/gql/) are out of date. ${remedy}`;
}

/** Writes the schema anew. */
export async function generateSchema() {
  writeFileSync(schemaFile, await printSchema());
}

/** Writes the apps' documents anew, from the schema as it lies there. */
export async function generateDocuments() {
  const { ok, output } = await runTool('graphql-codegen', ['--config', 'codegen.ts']);
  if (!ok) throw new Error(output);
}

/** The schema in the words of the api's code. */
async function printSchema() {
  await build(['api'], () => {});
  const { ok, stdout, output } = await runTool('node', ['api/dist/print-schema.js']);
  if (!ok) throw new Error(`The api's schema can't be printed:\n${output}`);
  return stdout;
}
