import solid from 'vite-plugin-solid';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [solid()],
  test: { name: 'console', environment: 'jsdom', isolate: false, include: ['src/**/*.test.{ts,tsx}'] },
});
