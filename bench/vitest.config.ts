import { defineConfig } from 'vitest/config';

// One at a time: they would else measure each other.
export default defineConfig({
  test: { name: 'bench', include: ['**/*.test.ts'], fileParallelism: false, testTimeout: 60_000 },
});
