import { createConnection } from 'node:net';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { ask, command, found, minerOf, simulate, SOME_TIME } from '../../../test/simulated.ts';
import { instant } from '../../farm/wave.ts';
import type { Simulation } from '../../simulation.ts';

/** Several whole exchanges elsewhere: a miner that is still silent then had every chance to answer. */
async function neighboursAnswer(simulation: Simulation): Promise<void> {
  for (let exchange = 0; exchange < 5; exchange += 1) {
    await ask(minerOf(simulation, 'Antminer S19 Pro'), '{"command":"version"}');
  }
}

describe('the API port', () => {
  test('answers one line that ends with NUL, and closes', async () => {
    const simulation = await simulate();
    const answer = await ask(minerOf(simulation, 'Antminer S19 Pro'), '{"command":"summary"}');
    expect(answer).toMatch(/^\{"STATUS":\[\{"STATUS":"S".*\}\],"id":1\}\0$/);
  });

  test('takes the first packet for the whole request, as the device does', async () => {
    const simulation = await simulate();
    const answer = await ask(minerOf(simulation, 'Antminer S21'), '{"command":', '"summary"}');
    expect(answer).toContain('"Code":23,"Msg":"Invalid JSON"');
  });

  test.each([
    { name: 'a closing NUL in the request', request: '{"command":"summary"}\0', code: 23 },
    { name: 'a request without a command', request: '{"parameter":"0"}', code: 24 },
    { name: 'an unknown command', request: '{"command":"nosuch"}', code: 14 },
    { name: 'a command that would change it', request: '{"command":"quit"}', code: 45 },
  ])('refuses $name with code $code', async ({ request, code }) => {
    const simulation = await simulate();
    const answer = await ask(minerOf(simulation, 'Avalon A1246'), request);
    expect(answer).toContain(`"STATUS":"E"`);
    expect(answer).toContain(`"Code":${code},`);
  });

  test('serves one client at a time: a silent one holds up the next until it goes', async () => {
    const simulation = await simulate();
    const miner = minerOf(simulation, 'Antminer S21');
    const silent = createConnection({ host: miner.device.host, port: 4028 });
    await once(silent, 'connect');
    let answered = false;
    const second = ask(miner, '{"command":"version"}').then((answer) => {
      answered = true;
      return answer;
    });
    await neighboursAnswer(simulation);
    expect(answered).toBe(false);
    silent.destroy();
    expect(await second).toContain('"Type":"Antminer S21"');
  });

  test('answers a client that closes its side after the request', async () => {
    const simulation = await simulate();
    const socket = createConnection({ host: minerOf(simulation, 'Antminer S21').device.host, port: 4028 });
    socket.end('{"command":"version"}');
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(chunk.toString()).toContain('Antminer S21');
  });
});

const FAMILIES = [
  { model: 'Antminer S19 Pro', command: 'stats', section: 'STATS', row: 1, key: 'GHS 5s', perThs: 1e3 },
  { model: 'Antminer S21', command: 'summary', section: 'SUMMARY', row: 0, key: 'GHS 5s', perThs: 1e3 },
  { model: 'Whatsminer M30S++', command: 'summary', section: 'SUMMARY', row: 0, key: 'HS RT', perThs: 1e6 },
  { model: 'Whatsminer M60', command: 'summary', section: 'SUMMARY', row: 0, key: 'HS RT', perThs: 1e6 },
  { model: 'Avalon A1366', command: 'summary', section: 'SUMMARY', row: 0, key: 'MHS 30s', perThs: 1e6 },
  { model: 'Antminer S19j Pro', command: 'summary', section: 'SUMMARY', row: 0, key: 'MHS 5s', perThs: 1e6 },
] as const;

describe('a miner set to 123.4 TH/s and 61 °C', () => {
  test.each(FAMILIES)(
    'says exactly so as $model in $key',
    async ({ model, command: name, section, row, key, perThs }) => {
      const simulation = await simulate();
      const miner = minerOf(simulation, model);
      await simulation.change(miner, { hashrateThs: 123.4, temperatureC: 61, wander: false });
      const answer = await command(miner, name);
      expect(answer[section]?.[row]?.[key]).toBe(Math.round(123.4 * perThs));
    },
  );

  test('splits it over the boards of an Antminer without losing a digit, the hottest chip at 61 °C', async () => {
    const simulation = await simulate();
    const miner = minerOf(simulation, 'Antminer S19k Pro');
    await simulation.change(miner, { hashrateThs: 123.4, temperatureC: 61, wander: false });
    const stats = (await command(miner, 'stats'))['STATS']?.[1] ?? {};
    const rates = [1, 2, 3].map((board) => Math.round(Number(stats[`chain_rate${board}`]) * 100));
    expect(rates.reduce((total, rate) => total + rate, 0)).toBe(12_340_000);
    const chips = [1, 2, 3].flatMap((board) => String(stats[`temp_chip${board}`]).split('-').map(Number));
    expect(Math.max(...chips)).toBe(61);
  });

  test.each([
    { model: 'Whatsminer M50', command: 'summary', section: 'SUMMARY', key: 'Chip Temp Max' },
    { model: 'Antminer S19', command: 'temps', section: 'TEMPS', key: 'Chip' },
  ])('shows the temperature in $key of $model', async ({ model, command: name, section, key }) => {
    const simulation = await simulate();
    const miner = minerOf(simulation, model);
    await simulation.change(miner, { temperatureC: 61, wander: false });
    const rows = (await command(miner, name))[section] ?? [];
    expect(Math.max(...rows.map((row) => Number(row[key])))).toBe(61);
  });

  test('shows both in the long text of an Avalon', async () => {
    const simulation = await simulate();
    const miner = minerOf(simulation, 'AvalonMiner 15-194');
    await simulation.change(miner, { hashrateThs: 123.4, temperatureC: 61, wander: false });
    const text = String((await command(miner, 'estats'))['STATS']?.[0]?.['MM ID0']);
    expect(text).toContain('GHSspd[123400.00]');
    expect(text).toContain('TMax[61]');
    const [, amps, dcW, wallW] = /PS\[0 \d+ [\d.]+ (\d+) (\d+) [\d.]+ (\d+)\]/.exec(text)?.map(Number) ?? [];
    expect(dcW).toBe(Math.round((amps ?? 0) * 11.87));
    expect(text).toContain(`WALLPOWER[${wallW}]`);
  });
});

describe('a family', () => {
  test('of current Antminers refuses joined commands', async () => {
    const simulation = await simulate();
    const answer = await ask(minerOf(simulation, 'Antminer S19 Pro'), '{"command":"summary+pools"}');
    expect(answer).toContain('"Code":14');
  });

  test.each(['Avalon A1246', 'Antminer S19', 'Whatsminer M60'])(
    'of %s joins reports, each in a list',
    async (model) => {
      const simulation = await simulate();
      const answer = await command(minerOf(simulation, model), 'summary+pools+nosuch');
      expect(Object.keys(answer)).toEqual(['summary', 'pools', 'nosuch', 'id']);
      expect(answer['pools']?.[0]?.['POOLS']).toHaveLength(3);
      expect(JSON.stringify(answer['nosuch'])).toContain('"Code":14');
    },
  );

  test('of the S9 forgets the comma between two objects of its stats', async () => {
    const simulation = await simulate();
    const answer = await ask(minerOf(simulation, 'Antminer S9'), '{"command":"stats"}');
    expect(answer).toContain('"}{"STATS":0');
    expect(() => JSON.parse(answer.replace(/\0$/, ''))).toThrow();
    expect(() => JSON.parse(answer.replace(/\0$/, '').replace('}{', '},{'))).not.toThrow();
  });

  test('of the M30S++ leaves a comma behind the last board and knows no "cmd"', async () => {
    const simulation = await simulate();
    const miner = minerOf(simulation, 'Whatsminer M30S++');
    expect(await ask(miner, '{"command":"edevs"}')).toContain('},],"id":1}');
    expect(await ask(miner, '{"cmd":"summary"}')).toContain('"Code":24');
    expect(await ask(minerOf(simulation, 'Whatsminer M60'), '{"cmd":"summary"}')).toContain('"HS RT"');
  });

  test('of Whatsminers answers its own commands in its own envelope', async () => {
    const simulation = await simulate();
    const miner = minerOf(simulation, 'Whatsminer M60');
    const answer = JSON.parse((await ask(miner, '{"command":"get_miner_info"}')).replace('\0', '')) as object;
    expect(answer).toMatchObject({
      STATUS: 'S',
      Code: 131,
      Msg: { mac: miner.device.mac, minersn: miner.device.serial },
    });
    expect(await ask(miner, '{"command":"version"}')).toContain('"STATUS":"E"');
  });

  test('of Avalons says nan for the average of a machine that has just been switched on', async () => {
    const clock = { ms: Date.parse('2026-06-09T10:00:00Z') };
    const simulation = await simulate({}, clock);
    const miner = minerOf(simulation, 'Avalon A1366');
    await simulation.change(miner, { fault: 'miner-off' });
    clock.ms += 600_000;
    await simulation.change(miner, { fault: null });
    clock.ms += 20_000;
    expect(await ask(miner, '{"command":"summary"}')).toContain('"Elapsed":20,"MHS av":nan,');
  });
});

describe('a fault', () => {
  test.each([
    { model: 'Antminer S21', name: 'stats', board: /"chain_acn\d":0,/g, count: 2 },
    { model: 'Whatsminer M50', name: 'get_error_code', board: /"error_code":\["53\d":"/g, count: 1 },
    { model: 'Avalon A1246', name: 'estats', board: /Hash Board: 2 \]/g, count: 1 },
    { model: 'Antminer S19j Pro', name: 'devs', board: /"Msg":"2 ASC\(s\)"/g, count: 1 },
  ])(
    'of a board shows at $model in $name, and a third of the rate and power is gone',
    async ({ model, name, board, count }) => {
      const simulation = await simulate();
      const miner = minerOf(simulation, model);
      await simulation.change(miner, { wander: false, hashrateThs: miner.device.model.ratedHashrateThs });
      await simulation.change(miner, { fault: 'board-down' });
      expect((await ask(miner, JSON.stringify({ command: name }))).match(board)).toHaveLength(count);
      const { ratedHashrateThs, ratedPowerW } = miner.device.model;
      const [rate = 0] = miner.hashrate.waveAt(simulation.now());
      const [powerW = 0] = miner.power.waveAt(simulation.now());
      expect(rate / ratedHashrateThs).toBeCloseTo(2 / 3, 6);
      expect(powerW / ratedPowerW).toBeCloseTo(2 / 3, 1);
    },
  );

  test.each(['miner-off', 'unreachable'] as const)('%s closes the port, and its end opens it again', async (fault) => {
    const simulation = await simulate();
    const miner = minerOf(simulation, 'Antminer S21');
    await simulation.change(miner, { fault });
    await expect(ask(miner, '{"command":"version"}')).rejects.toThrow(/ECONNREFUSED/);
    await simulation.change(miner, { fault: null });
    expect(await ask(miner, '{"command":"version"}')).toContain('Antminer S21');
  });

  test('that comes and goes faster than a port opens leaves it open', async () => {
    const simulation = await simulate();
    const miner = minerOf(simulation, 'Antminer S21');
    const faults = ['miner-off', null, 'unreachable', null, null] as const;
    await Promise.all(faults.map((fault) => simulation.change(miner, { fault })));
    expect(await ask(miner, '{"command":"version"}')).toContain('Antminer S21');
  });

  test('of a hung API accepts the connection and never answers', async () => {
    const simulation = await simulate();
    const miner = minerOf(simulation, 'Antminer S21');
    await simulation.change(miner, { fault: 'api-hung' });
    const socket = createConnection({ host: miner.device.host, port: 4028 });
    let answered = false;
    socket.on('data', () => (answered = true));
    await once(socket, 'connect');
    socket.write('{"command":"version"}');
    await neighboursAnswer(simulation);
    expect(answered).toBe(false);
    socket.destroy();
  });
});

describe('a miner that is told', () => {
  const minersState = async (simulation: Simulation, name: string) => {
    const [row] = (await command(minerOf(simulation, name), 'summary')).SUMMARY ?? [];
    return row ?? {};
  };

  test('an Avalon to rest answers at a rate of zero, and draws a little, until it is told to work', async () => {
    const simulation = await simulate();
    const miner = minerOf(simulation, 'Avalon A1246');
    const tell = (parameter: string) => ask(miner, JSON.stringify({ command: 'ascset', parameter }));
    expect(await tell('0,softoff,1:1781000000')).toContain('"STATUS":"I"');
    expect((await minersState(simulation, 'Avalon A1246'))['MHS 30s']).toBe(0);
    expect(miner.power.at(instant(SOME_TIME))).toBeLessThan(200);
    expect(await tell('0,softon,1:1781000000')).toContain('success softon');
    expect((await minersState(simulation, 'Avalon A1246'))['MHS 30s']).toBeGreaterThan(1e6);
  });

  test('an Avalon to start anew, to show its lamp, or what it doesn’t know', async () => {
    const clock = { ms: SOME_TIME };
    const simulation = await simulate({}, clock);
    const miner = minerOf(simulation, 'Avalon A1246');
    const tell = (parameter: string) => ask(miner, JSON.stringify({ command: 'ascset', parameter }));
    expect(await tell('0,reboot,0')).toContain('"Code":119');
    clock.ms += 70_000;
    expect((await minersState(simulation, 'Avalon A1246')).Elapsed).toBe(70);
    expect(await tell('0,led,1-1')).toContain('"Code":119');
    expect(await tell('0,flash,1')).toContain('"Code":120');
  });

  test('Braiins OS to pause does, and an Antminer turns such a command away', async () => {
    const simulation = await simulate();
    const braiins = found(simulation.farm.miners.find(({ device }) => device.model.family === 'braiins'));
    expect(await ask(braiins, '{"command":"pause"}')).toContain('"PAUSE":[true]');
    expect(braiins.hashrate.at(instant(SOME_TIME))).toBe(0);
    expect(await ask(braiins, '{"command":"resume"}')).toContain('"RESUME":[true]');
    expect(braiins.hashrate.at(instant(SOME_TIME))).toBeGreaterThan(1);
    expect(await ask(minerOf(simulation, 'Antminer S21'), '{"command":"pause"}')).toContain('"Code":14');
  });
});
