// One app's development server, as a process of a run: APP is its folder, API the address it passes requests on to.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../install.mjs';

const { APP = '', API = '' } = process.env;
const folder = join(root, APP);
const { createServer } = await import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve('vite')).href);
// The api checks where a request comes from; behind this proxy that is the api's own address.
const toApi = { target: API, ws: true, changeOrigin: true, headers: { origin: API } };
const server = await createServer({
  root: folder,
  plugins: [
    {
      name: 'this-run',
      /** Its own configuration proxies to the api's usual port. @param {{ server?: object }} config */
      config(config) {
        config.server = { ...config.server, host: '127.0.0.1', proxy: { [`^/(?!${APP}/)`]: toApi } };
      },
    },
  ],
});
await server.listen();
process.on('disconnect', () => server.close().finally(() => process.exit())); // SIGTERM is vite's own affair
process.send?.({ kind: 'ready', url: server.resolvedUrls?.local[0] });
