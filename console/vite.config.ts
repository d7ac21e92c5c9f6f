import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';

const api = { target: 'http://127.0.0.1:4000', ws: true };

export default defineConfig({
  base: '/console/',
  plugins: [solid(), tailwindcss()],
  build: { target: 'es2023' },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/graphql': api, '/documents': api } },
});
