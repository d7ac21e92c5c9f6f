import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { projects: ['rating', 'collector', 'simulator', 'api', 'ui', 'console', 'portal', 'scripts'] },
});
