import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = { DateTime: 'string', Date: 'string', Decimal: 'string', ID: 'string' };

/** Typed documents for an app: `graphql(...)` in its sources becomes a document with result and variable types. */
const app = (folder: 'console' | 'portal') => ({
  [`./${folder}/src/gql/`]: {
    documents: [`${folder}/src/**/*.{ts,tsx}`, `!${folder}/src/gql/**/*`],
    preset: 'client' as const,
    presetConfig: { fragmentMasking: false },
    config: { useTypeImports: true, enumsAsTypes: true, scalars },
  },
});

const config: CodegenConfig = {
  schema: './schema.graphql',
  ignoreNoDocuments: true,
  generates: { ...app('console'), ...app('portal') },
};

export default config;
