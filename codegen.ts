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

/** The collector runs as TypeScript on Node itself: documents as strings, imports that end in `.ts`, nothing that types can't be stripped from. */
const collector = {
  './collector/src/gql/': {
    documents: ['collector/src/**/*.ts', '!collector/src/gql/**/*'],
    preset: 'client' as const,
    presetConfig: { fragmentMasking: false },
    config: { useTypeImports: true, enumsAsTypes: true, documentMode: 'string', importExtension: '.ts', scalars },
  },
};

const config: CodegenConfig = {
  schema: './schema.graphql',
  ignoreNoDocuments: true,
  generates: { ...app('console'), ...app('portal'), ...collector },
};

export default config;
