import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [solid()],
  test: {
    name: 'console',
    // The router asks for a window as soon as it is imported. One jsdom for each worker: making it takes longer than the tests.
    environment: 'jsdom',
    isolate: false,
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['./test/setup.ts'],
    // What ui draws with comes as JSX; Node can't read that by itself.
    server: { deps: { inline: [/@kobalte/, /@corvu/, /solid-pre(sence|vent-scroll)/] } },
  },
});
