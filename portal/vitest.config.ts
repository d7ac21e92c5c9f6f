import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [solid()],
  test: {
    name: 'portal',
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['./test/setup.ts'],
    // What ui draws with comes as JSX; Node can't read that by itself.
    server: { deps: { inline: [/@kobalte/, /@corvu/, /solid-pre(sence|vent-scroll)/] } },
  },
});
