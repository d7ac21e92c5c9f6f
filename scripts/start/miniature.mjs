// A checkout in miniature: our scripts, real PostgreSQL, and tiny programs in place of the system's.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packagesStamp, root, stampName } from '../install.mjs';

const says = (/** @type {string} */ ready) => `
  process.send({ kind: 'ready', ${ready} });
  process.on('SIGTERM', () => process.exit());
  process.on('disconnect', () => process.exit());
  setInterval(() => {}, 1000);`;

/** @type {Record<string, string>} */
const programs = {
  'simulator/src/main.ts': says(`control: 'http://sim', mailbox: 'http://mail', smtp: 'smtp://mail'`),
  'collector/src/main.ts': says(''),
  // Ends only when nothing keeps it alive, its channel included.
  'api/src/worker.js': `
    const work = setInterval(() => {}, 1000);
    for (const event of ['SIGTERM', 'disconnect']) process.on(event, () => clearInterval(work));
    process.send({ kind: 'ready' });`,
  'api/src/main.js': `import { createServer } from 'node:http';
    const server = createServer((_, response) => response.end()).listen(process.env.PORT, process.env.HOST, () => {
      ${says('port: server.address().port')}
    });`,
  // Stands for the real one's contract: fresh when the database had no table.
  'api/src/migrate.js': `import pg from 'pg';
    const client = new pg.Client(process.env.DATABASE_OWNER_URL);
    await client.connect();
    const { rows } = await client.query("select 1 from pg_tables where tablename = 'migrated'");
    if (rows.length === 0) await client.query('create table migrated ()');
    await client.end();
    console.log(JSON.stringify({ fresh: rows.length === 0 }));`,
  'api/src/offer-setup.js': `import { appendFileSync } from 'node:fs';
    appendFileSync('offered', process.env.SETUP_TOKEN_HASH + '\\n');
    console.log('{"offered":true}');`,
  'api/src/seed.js': `import { writeFileSync } from 'node:fs';
    const users = [{ role: 'OWNER', email: 'owner@demo.test', password: 'secret' }];
    writeFileSync(process.env.HASHYARD_HOME + '/demo.json', JSON.stringify({ users }));
    writeFileSync(process.env.HASHYARD_HOME + '/collector-token', 'token');`,
};

/** @returns {Checkout} */
export function checkout() {
  const folder = mkdtempSync(join(tmpdir(), 'hashyard-checkout-'));
  chmodSync(folder, 0o711); // as root PostgreSQL's user must get through
  return new Checkout(folder);
}

export class Checkout {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
    this.home = join(folder, '.hashyard');
    for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tsconfig.base.json', 'tsconfig.web.json']) {
      cpSync(join(root, name), join(folder, name));
    }
    const isOurs = (/** @type {string} */ path) => !/node_modules|\.test\.mjs$/.test(path.slice(root.length));
    cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true, filter: isOurs });
    symlinkSync(join(root, 'node_modules', 'node'), join(folder, this.#made('node_modules'), 'node'));
    this.write(join('node_modules', stampName), packagesStamp(folder));
    for (const user of ['scripts', 'api']) {
      symlinkSync(join(root, 'scripts/node_modules'), join(folder, this.#made(user), 'node_modules'));
    }
    for (const [path, source] of Object.entries(programs)) this.write(path, source);
    this.write('api/package.json', '{ "type": "module", "scripts": { "build": "mkdir dist && cp src/*.js dist" } }');
    this.write('package.json', '{ "type": "module", "scripts": { "start": "node scripts/start.mjs" } }');
    for (const app of ['console', 'portal'])
      this.write(`${app}/package.json`, '{ "scripts": { "build": "mkdir dist" } }');
    for (const taken of ['ui', 'rating/src']) this.#made(taken);
  }

  /** @param {string} path */
  #made(path) {
    mkdirSync(join(this.folder, path), { recursive: true });
    return path;
  }

  /** @param {string} path @param {string} text */
  write(path, text) {
    this.#made(dirname(path));
    writeFileSync(join(this.folder, path), text);
  }

  /** @param {string} path @returns {any} */
  json(path) {
    return JSON.parse(readFileSync(join(this.home, path), 'utf8'));
  }

  /** @param {string} path */
  has(path) {
    return existsSync(join(this.home, path));
  }

  /** @param {Record<string, string>} [settings] @param {string[]} [command] */
  start(settings, [program = '', ...args] = ['node', 'scripts/start.mjs']) {
    const ours = { PORT: '0', HASHYARD_HOME: '', DATABASE_URL: '', npm_lifecycle_event: '' };
    const env = { ...process.env, ...ours, ...settings };
    return new Start(spawn(program, args, { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A running `npm start`, by what it prints. */
export class Start {
  said = '';
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child */
  constructor(child) {
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        this.said += text;
        for (const listener of this.#listeners) listener();
      });
    }
    /** @type {Promise<number | string>} */
    this.exit = new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? String(signal))));
  }

  get pid() {
    if (this.child.pid === undefined) throw new Error('It was not started.');
    return this.child.pid;
  }

  /** @param {string} line @returns {Promise<void>} */
  async says(line) {
    const heard = new Promise((/** @type {(value: void) => void} */ resolve) => {
      const listener = () => this.said.includes(line) && resolve();
      this.#listeners.add(listener);
      listener();
    });
    const ended = this.exit.then((how) => {
      if (!this.said.includes(line)) throw new Error(`ended (${how}) without saying "${line}":\n${this.said}`);
    });
    await Promise.race([heard, ended]);
  }

  /** @param {NodeJS.Signals} signal */
  async end(signal) {
    this.child.kill(signal);
    return this.exit;
  }
}
