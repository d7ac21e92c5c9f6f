// A process of the system: started, watched, started again when it dies, stopped.
import { fork } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';
import { lastWords } from './last-words.mjs';

/** A start that takes longer than this, in ms, has failed. */
const readyWithinMs = 180_000;
/** A process that lived shorter than this, in ms, died quickly; the third time in a row everything stops. */
const quickMs = 10_000;
const quickDeathsAllowed = 2;
const longestPauseMs = 30_000;
/**
 * @typedef {object} ServiceOptions
 * @property {string} name
 * @property {string} file below the root
 * @property {() => Record<string, string | undefined>} env asked anew for every start
 * @property {string} logs folder
 * @property {(line: string) => void} say
 * @property {(error: Error) => void} onGivingUp called when it keeps dying after it was ready once
 * @property {() => void} onChange called when its process is another one
 */

export class Service {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  #quickDeaths = 0;
  #stopping = false;
  /** @type {NodeJS.Timeout | undefined} */
  #pause;
  #options;

  /** @param {ServiceOptions} options */
  constructor(options) {
    this.#options = options;
    const log = this.#logFile;
    if (existsSync(log)) renameSync(log, `${log}.1`); // the former run's
  }

  get #logFile() {
    return join(this.#options.logs, `${this.#options.name}.log`);
  }

  get name() {
    return this.#options.name;
  }

  /** @returns {number | null} */
  get pid() {
    return this.#child?.pid ?? null;
  }

  /**
   * Starts it and waits until it says that it is ready.
   * @returns {Promise<any>} what it said
   */
  async start() {
    for (;;) {
      try {
        return await this.#attempt();
      } catch (error) {
        if (this.#stopping || this.#quickDeaths > quickDeathsAllowed) throw error;
        await this.#wait();
      }
    }
  }

  #attempt() {
    const { name, file, env, logs, onChange } = this.#options;
    const log = openSync(join(logs, `${name}.log`), 'a', 0o600);
    // Detached: a Ctrl-C in the terminal is ours to pass on, in order.
    const child = fork(join(root, file), { cwd: root, env: env(), detached: true, stdio: ['ignore', log, log, 'ipc'] });
    closeSync(log);
    this.#child = child;
    onChange();
    const startedAt = Date.now();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), readyWithinMs);
      let isReady = false;
      child.on('message', (message) => {
        if (/** @type {{ kind?: string }} */ (message).kind !== 'ready') return;
        isReady = true;
        clearTimeout(timer);
        resolve(message);
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        clearTimeout(timer);
        this.#child = null;
        this.#quickDeaths = Date.now() - startedAt < quickMs ? this.#quickDeaths + 1 : 0;
        const how = `the ${name} ended (${signal ?? `exit code ${code}`})`;
        if (isReady) this.#restart(how);
        else
          reject(
            new Error(
              `${capital(how)} before it was ready. Its last words, of ${this.#logFile}:\n${this.#lastWords()}`,
            ),
          );
      });
    });
  }

  /** @param {string} how it ended */
  async #restart(how) {
    if (this.#stopping) return;
    const { say, onGivingUp } = this.#options;
    const why = `${capital(how)}, again and again. Its last words, of ${this.#logFile}:\n${this.#lastWords()}`;
    if (this.#quickDeaths > quickDeathsAllowed) return onGivingUp(new Error(why));
    say(`${how}; starting it again`);
    await this.#wait();
    if (this.#stopping) return;
    try {
      await this.start();
      say(`the ${this.name} is back`);
    } catch (error) {
      if (!this.#stopping) onGivingUp(/** @type {Error} */ (error));
    }
  }

  /** Twice as long each time, and not in step with others. @returns {Promise<void>} */
  #wait() {
    const pauseMs = Math.min(longestPauseMs, 250 * 2 ** this.#quickDeaths) * (0.75 + Math.random() / 2);
    return new Promise((resolve) => {
      this.#pause = setTimeout(resolve, pauseMs);
    });
  }

  #lastWords() {
    return existsSync(this.#logFile) ? lastWords(readFileSync(this.#logFile, 'utf8')) : '';
  }

  /** Ends the process for a new one with newer code. */
  reload() {
    this.#quickDeaths = 0;
    if (this.#child) askToEnd(this.#child);
  }

  /**
   * @param {number} withinMs ended by force when SIGTERM was not heeded for this long
   * @returns {Promise<void>}
   */
  stop(withinMs) {
    this.#stopping = true;
    clearTimeout(this.#pause);
    const child = this.#child;
    if (child === null) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
      child.on('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      askToEnd(child);
    });
  }

  /** At once, for the second Ctrl-C. */
  kill() {
    this.#stopping = true;
    this.#child?.kill('SIGKILL');
  }
}

/**
 * The channel goes with the signal: a program that listens to it would not end by itself when its work is done.
 * @param {import('node:child_process').ChildProcess} child
 */
function askToEnd(child) {
  child.kill('SIGTERM');
  if (child.connected) child.disconnect();
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
