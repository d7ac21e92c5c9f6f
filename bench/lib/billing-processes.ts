/** Both sides of the billing bench as processes: the workers as they run in production, and the floor's. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileOf, scratch } from './native.ts';

/** As many of each: one a core of the smallest machine that is measured on. */
export const processes = 2;

/** Started and ready. What they are is over with `stop`. */
async function start(file: string, argsOf: (part: number) => string[], env: NodeJS.ProcessEnv) {
  const children = Array.from({ length: processes }, (_, part) =>
    spawn(process.execPath, [file, ...argsOf(part)], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
  );
  await Promise.all(children.map((child) => nextMessage(child)));
  const stop = async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.disconnect();
      await once(child, 'exit');
    }
  };
  return { children, stop };
}

async function nextMessage(child: ChildProcess): Promise<string> {
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`a process ended early with ${code}`))),
  ])) as [string];
  return message;
}

export async function startWorkers(urls: { readonly app: string; readonly owner: string }) {
  const secret = scratch('secret');
  writeFileSync(secret, 'ab'.repeat(32));
  const { children, stop } = await start(fileOf('../api/dist/worker.js'), () => [], {
    PATH: process.env.PATH,
    DATABASE_URL: urls.app,
    DATABASE_JOBS_URL: urls.owner,
    HASHYARD_SECRET: secret,
  });
  const usages = () => children.map(({ pid }) => usageOf(pid ?? 0));
  return {
    stop,
    /** Of all of them together. */
    cpuSeconds: () => usages().reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    /** Of the one that took most. */
    peakMb: () => Math.max(...usages().map(({ peakMb }) => peakMb)),
  };
}

export async function startFloor(url: string, { from, to }: { readonly from: string; readonly to: string }) {
  const argsOf = (part: number) => [url, from, to, String(part), String(processes)];
  const { children, stop } = await start(fileOf('client/billing-floor.ts'), argsOf, { PATH: process.env.PATH });
  return {
    stop,
    /** Bills everything once; the energy that came of it. */
    async run(): Promise<bigint> {
      const answers = children.map((child) => nextMessage(child));
      for (const child of children) child.send('go');
      return (await Promise.all(answers)).reduce((sum, wh) => sum + BigInt(wh), 0n);
    },
  };
}

function usageOf(pid: number): { peakMb: number; cpuSeconds: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // Hundredths of a second: user and system, the 14th and 15th of the line.
  return {
    peakMb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024,
    cpuSeconds: (Number(times[11]) + Number(times[12])) / 100,
  };
}
