import { defineProject } from 'vitest/config';

export default defineProject({
  // One copy of graphql: vitest would otherwise load the ES module beside type-graphql's CommonJS one.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    name: 'api',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: './test/global.ts',
    setupFiles: './test/setup.ts',
    // Each file has a database of its own; the API's many modules are loaded once for all of them.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
