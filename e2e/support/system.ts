import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What `ready.json` says. */
export type Ready = {
  readonly graphql: string;
  readonly graphqlWs: string;
  readonly console: string;
  readonly portal: string;
  readonly mailbox: string;
  readonly simulator: string;
  readonly users: readonly { readonly role: string; readonly email: string; readonly password: string }[];
};

export type RunningSystem = { readonly ready: Ready; readonly process: ChildProcess; stop(): Promise<void> };

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs `npm start` and waits until it says that all is up; its own output is shown when it isn't. */
export async function startSystem({ home, farm }: { home: string; farm: string }): Promise<RunningSystem> {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: { ...process.env, HASHYARD_HOME: home, HASHYARD_FARM: farm, PORT: '0', HOST: '127.0.0.1', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`npm start ended before it was ready:\n${output.join('')}`);
  });
  ended.catch(() => {}); // it ends at last, when it is told to
  const ready = await Promise.race([readyFile(home), ended]);
  return {
    ready,
    process: child,
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGINT');
      await gone;
    },
  };
}

/** The content of `ready.json`, as soon as it is there. */
function readyFile(home: string): Promise<Ready> {
  return new Promise((resolve) => {
    const look = () => {
      const text = readIfThere(join(home, 'ready.json'));
      if (text === null) return;
      watcher.close();
      resolve(JSON.parse(text) as Ready);
    };
    const watcher = watch(home, look);
    look();
  });
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
