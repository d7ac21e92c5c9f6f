// The processes of a run and what each is told: one place for the contract between them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../postgres/postmaster.mjs';
import { isRunning } from '../processes.mjs';
import { startPostgres } from '../postgres.mjs';
import { baseUrl } from './addresses.mjs';
import { openDatabase, prepareDatabase } from './database.mjs';
import { ownSecretFile, readJson, writeJson } from './home.mjs';
import { runOnce } from './one-off.mjs';
import { Service } from './service.mjs';

/** How often we look whether the database still runs, in ms. */
const watchEveryMs = 1_000;
/** With the database's 4 s at most, a stop stays below 10 s. */
const collectorStopsWithinMs = 2_000;
const stopsWithinMs = 3_500;

export class System {
  /** @type {Service[]} */
  #services = [];
  /** @type {Set<number>} */
  #oneOffs = new Set();
  /** @type {import('./database.mjs').Database | null} */
  #database = null;
  /** @type {NodeJS.Timeout | undefined} */
  #watch;
  #aborted = new AbortController();
  #settings;
  #progress;
  #onGivingUp;
  #onProcesses;

  /**
   * @param {import('./settings.mjs').Settings} settings
   * @param {import('../progress.mjs').Progress} progress
   * @param {(error: Error) => void} onGivingUp when a process can't be kept alive
   * @param {(pids: number[]) => void} onProcesses when the set of processes is another one
   */
  constructor(settings, progress, onGivingUp, onProcesses) {
    this.#settings = settings;
    this.#progress = progress;
    this.#onGivingUp = onGivingUp;
    this.#onProcesses = onProcesses;
  }

  get #logs() {
    return join(this.#settings.home, 'logs');
  }

  /** @param {string} name @param {string} file @param {() => Record<string, string>} env */
  service(name, file, env) {
    const service = new Service({
      name,
      file,
      env: () => ({ ...cleanEnv(), ...env() }),
      logs: this.#logs,
      say: this.#progress.say,
      onGivingUp: this.#onGivingUp,
      onChange: () => this.#tellProcesses(),
    });
    this.#aborted.signal.throwIfAborted();
    this.#services.push(service);
    return service;
  }

  #tellProcesses() {
    const pids = [...this.#services.map(({ pid }) => pid), ...this.#oneOffs];
    this.#onProcesses(pids.filter((pid) => pid !== null));
  }

  /** The demo's outside world. @returns {Promise<{ control: string, mailbox: string, smtp: string }>} */
  async startSimulator() {
    const { home } = this.#settings;
    const portsFile = join(home, 'ports.json'); // kept, so that a saved address still works after a restart
    const last = readJson(portsFile) ?? {};
    const ports = { control: await freePort(last.control), smtp: await freePort(last.smtp) };
    writeJson(portsFile, ports);
    const service = this.service('simulator', 'simulator/src/main.ts', () => ({
      SIMULATOR_STATE: join(home, 'simulator.json'),
      MAIL_DIR: join(home, 'mail'),
      CONTROL_PORT: String(ports.control),
      SMTP_PORT: String(ports.smtp),
    }));
    return service.start();
  }

  /** @returns {Promise<import('./database.mjs').Database>} */
  async startDatabase() {
    const opened = await openDatabase(this.#settings, this.#progress.say);
    this.#database = opened;
    if (opened.ours) this.#watch = setInterval(() => this.#keepDatabase(), watchEveryMs);
    return opened;
  }

  /** Starts our PostgreSQL again if it died; its port and password stay, so everybody just reconnects. */
  async #keepDatabase() {
    const database = this.#database;
    if (!database?.ours || this.#aborted.signal.aborted || isRunning(database.ours.pid)) return;
    clearInterval(this.#watch);
    this.#progress.say('PostgreSQL ended; starting it again');
    try {
      const ours = await startPostgres({ dir: join(this.#settings.home, 'postgres'), log: this.#progress.say });
      if (ours.url !== database.ours.url)
        throw new Error(`PostgreSQL's port ${database.ours.port} was taken by another program.`);
      this.#database = { ...database, ours };
      this.#progress.say('PostgreSQL is back');
      this.#watch = setInterval(() => this.#keepDatabase(), watchEveryMs);
    } catch (error) {
      this.#onGivingUp(/** @type {Error} */ (error));
    }
  }

  /**
   * @param {import('./database.mjs').Database} database
   * @param {(() => Promise<string>) | null} simulatorControl waited for only when there is something to seed; null for no demo
   */
  async prepareDatabase(database, simulatorControl) {
    const { home } = this.#settings;
    const { say, during } = this.#progress;
    const { ownerUrl, appPassword } = database;
    await prepareDatabase({
      home,
      database,
      say,
      migrate: () =>
        during('migrating the database', async () => {
          const env = { DATABASE_OWNER_URL: ownerUrl, DATABASE_APP_PASSWORD: appPassword };
          const lines = await this.#once('migrate', env);
          return JSON.parse(lines.at(-1) ?? '{}').fresh === true;
        }),
      seed: simulatorControl && (() => this.#seed(database, simulatorControl)),
    });
  }

  /** @param {import('./database.mjs').Database} database @param {() => Promise<string>} simulatorControl */
  async #seed(database, simulatorControl) {
    const { say, during } = this.#progress;
    await during('seeding the demo', async () => {
      const SIMULATOR_URL = await simulatorControl();
      const env = { ...this.#serverEnv(database), DATABASE_OWNER_URL: database.ownerUrl, SIMULATOR_URL };
      await this.#once('seed', env, say);
    });
    say('seeded the demo');
  }

  /**
   * Makes a link the one that sets the installation up.
   * @param {import('./database.mjs').Database} database
   * @param {string} tokenHash SHA-256 of what the link ends with, hexadecimal
   * @returns {Promise<boolean>} whether there is something to set up
   */
  async offerSetup({ ownerUrl }, tokenHash) {
    const lines = await this.#once('offer-setup', { DATABASE_OWNER_URL: ownerUrl, SETUP_TOKEN_HASH: tokenHash });
    return JSON.parse(lines.at(-1) ?? '{}').offered === true;
  }

  /** @param {string} name @param {Record<string, string>} env @param {(line: string) => void} [onLine] */
  async #once(name, env, onLine) {
    let started = 0;
    try {
      return await runOnce({
        name,
        file: `api/dist/${name}.js`,
        env: { ...cleanEnv(), ...env },
        logs: this.#logs,
        onLine,
        signal: this.#aborted.signal,
        onStart: (pid) => {
          started = pid;
          this.#oneOffs.add(pid);
          this.#tellProcesses();
        },
      });
    } finally {
      this.#oneOffs.delete(started);
    }
  }

  /**
   * What every program of the api is told.
   * @param {import('./database.mjs').Database} database
   */
  #serverEnv({ appUrl }) {
    const { home, host, port, secretFile } = this.#settings;
    return {
      DATABASE_URL: appUrl,
      HASHYARD_HOME: home,
      HASHYARD_SECRET: secretFile ?? ownSecretFile(home),
      HOST: host,
      PORT: String(port),
    };
  }

  /**
   * Api first, because the others speak to it.
   * @param {import('./database.mjs').Database} database
   * @param {{ smtp: string | null, hasCollector: boolean }} options smtp: the mail server unless SMTP_URL names one;
   *   hasCollector: the demo's collector runs too
   * @returns {Promise<string>} the api's address
   */
  async startApi(database, { smtp, hasCollector }) {
    const { home, host, publicUrl } = this.#settings;
    let { port } = this.#settings;
    const env = () => ({
      ...this.#serverEnv(database),
      SMTP_URL: process.env.SMTP_URL || smtp || '',
      PORT: String(port),
    });
    const ready = await this.service('api', 'api/dist/main.js', env).start();
    port = ready.port; // a restart keeps the port that was picked
    const base = baseUrl(host, port);
    const worker = () => ({ ...env(), PUBLIC_URL: publicUrl ?? base, DATABASE_JOBS_URL: database.ownerUrl });
    const keyFile = join(home, 'collector-command-key'); // none in a home that was seeded before there were commands
    const commandKey = existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : '';
    const collector = () => ({
      COLLECTOR_API: `${base}/graphql`,
      COLLECTOR_TOKEN_FILE: join(home, 'collector-token'),
      COLLECTOR_HOME: join(home, 'collector'),
      COLLECTOR_COMMAND_KEY: commandKey,
      COLLECTOR_NETWORKS: process.env.COLLECTOR_NETWORKS || '127.0.0.0/8',
    });
    const hasToken = existsSync(join(home, 'collector-token')); // none without the demo: its owner makes one in the console
    await Promise.all([
      this.service('worker', 'api/dist/worker.js', worker).start(),
      hasCollector && hasToken ? this.service('collector', 'collector/src/main.ts', collector).start() : null,
    ]);
    return base;
  }

  /** @param {string[]} names */
  reload(names) {
    for (const service of this.#services) if (names.includes(service.name)) service.reload();
  }

  /** The collector first, so that it delivers what it has; the database last. */
  async stop() {
    this.#aborted.abort();
    clearInterval(this.#watch);
    const isCollector = (/** @type {Service} */ { name }) => name === 'collector';
    await Promise.all(this.#services.filter(isCollector).map((service) => service.stop(collectorStopsWithinMs)));
    const others = this.#services.filter((service) => !isCollector(service));
    await Promise.all(others.map((service) => service.stop(stopsWithinMs)));
    await this.#database?.ours?.stop();
  }

  /** At once; the database is left to the next start, which takes it over. */
  kill() {
    this.#aborted.abort();
    for (const service of this.#services) service.kill();
  }
}

/** Our environment without what is told to each process on purpose. */
function cleanEnv() {
  const {
    DATABASE_URL: _url,
    DATABASE_OWNER_URL: _owner,
    DATABASE_JOBS_URL: _jobs,
    NODE_CHANNEL_FD: _fd,
    ...rest
  } = process.env;
  return rest;
}
