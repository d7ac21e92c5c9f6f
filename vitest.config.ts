import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests wait for sockets and databases more than they compute: two at once on two cores, which vitest would not do by itself. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/** A project is named as its folder, so that `--project api` finds it whatever its own configuration says. */
const project = (folder: string) => ({
  extends: `./${folder}/vitest.config.ts`,
  root: `./${folder}`,
  test: { name: folder, maxWorkers },
});

export default defineConfig({
  test: {
    projects: ['rating', 'collector', 'simulator', 'api', 'ui', 'console', 'portal', 'scripts'].map(project),
  },
});
