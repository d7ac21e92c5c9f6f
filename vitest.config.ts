import { defineConfig } from 'vitest/config';

/** A project is named as its folder, so that `--project api` finds it whatever its own configuration says. */
const project = (folder: string) => ({
  extends: `./${folder}/vitest.config.ts`,
  root: `./${folder}`,
  test: { name: folder },
});

export default defineConfig({
  test: { projects: ['rating', 'collector', 'simulator', 'api', 'ui', 'console', 'portal', 'scripts'].map(project) },
});
