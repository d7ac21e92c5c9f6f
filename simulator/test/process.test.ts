import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

type Ready = { kind: 'ready'; control: string; mailbox: string; smtp: string };
type Device = { serial: string; kind: string; state: { fault: string | null } };

const MAIN = new URL('../src/main.ts', import.meta.url).pathname;
const SMALL = 'miners=12,pdus=3,meters=2';

function launch(variables: Record<string, string>): ChildProcess {
  const env = { PATH: process.env['PATH'], HASHYARD_FARM: SMALL, ...variables };
  const child = fork(MAIN, [], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function ready(child: ChildProcess): Promise<Ready> {
  const [message] = (await once(child, 'message')) as [Ready];
  return message;
}

async function devices({ control }: Ready): Promise<Device[]> {
  return ((await (await fetch(`${control}/devices`)).json()) as { devices: Device[] }).devices;
}

async function registers({ control }: Ready): Promise<string> {
  const span = 'from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z&stepSeconds=3600';
  return (await fetch(`${control}/history?${span}&kind=registers`)).text();
}

describe('the process', () => {
  test('says where everything is, to its parent and as one line of JSON', async () => {
    const child = launch({});
    const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    const said = JSON.parse(String(line)) as Ready;
    expect(said).toEqual({
      kind: 'ready',
      control: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      mailbox: `${said.control}/mailbox`,
      smtp: expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:\d+$/),
    });
    expect((await fetch(said.mailbox)).status).toBe(200);
    expect(await devices(said)).toHaveLength(17);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends on %s with code 0', async (signal) => {
    const child = launch({});
    await ready(child);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('ends when its parent is gone', async () => {
    const child = launch({});
    await ready(child);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('stops at a bad setting with its name', async () => {
    const child = launch({ CONTROL_PORT: 'http' });
    const [line] = (await once(child.stderr ?? child, 'data')) as [Buffer];
    expect(String(line)).toContain('CONTROL_PORT');
    expect(await once(child, 'exit')).toEqual([1, null]);
  });

  test('tells the same past after it was killed and started again, and keeps a fault', async () => {
    const SIMULATOR_STATE = join(await mkdtemp(join(tmpdir(), 'simulator-')), 'farm.json');
    const first = launch({ SIMULATOR_STATE });
    const before = await ready(first);
    const past = await registers(before);
    const [miner] = await devices(before);
    const body = JSON.stringify({ fault: 'board-down' });
    await fetch(`${before.control}/devices/${miner?.serial}`, { method: 'PATCH', body });
    first.kill('SIGKILL');
    await once(first, 'exit');
    const after = await ready(launch({ SIMULATOR_STATE }));
    expect(await registers(after)).toBe(past);
    expect((await devices(after))[0]).toMatchObject({ serial: miner?.serial, state: { fault: 'board-down' } });
  });

  test('opens the sockets of 5,000 miners', async () => {
    const started = performance.now();
    const listed = await devices(await ready(launch({ HASHYARD_FARM: 'miners=5000,pdus=250,meters=2' })));
    expect(listed).toHaveLength(5_252);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('says clearly when the limit of open files is too low for the farm', async () => {
    const command = `ulimit -n 200 && exec "${process.execPath}" "${MAIN}"`;
    const said = await new Promise<string>((resolve) => {
      execFile('/bin/sh', ['-c', command], { env: { HASHYARD_FARM: SMALL } }, (_error, _out, stderr) =>
        resolve(stderr),
      );
    });
    expect(said).toMatch(/17 devices needs 273 open files.*ulimit -n 273/s);
  });
});
