import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A miner that answers by command as a real one does: one read, an answer ended by NUL, close. Unknown commands get E 14. */
export type Miner = {
  readonly port: number;
  readonly commands: string[];
  answers: Readonly<Record<string, object | string>>;
  /** Most clients that waited for an answer at once. */
  mostClients: number;
  close(): Promise<void>;
};

const UNKNOWN = {
  STATUS: [{ STATUS: 'E', When: 1, Code: 14, Msg: 'Invalid command', Description: 'cgminer 1.0.0' }],
  id: 1,
};

export async function startMiner(answers: Miner['answers']): Promise<Miner> {
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    miner.mostClients = Math.max(miner.mostClients, clients.size);
    // Served when its answer is out: what follows is between the kernels.
    for (const event of ['finish', 'close']) socket.on(event, () => clients.delete(socket));
    socket.on('error', () => {});
    socket.once('data', (data) => {
      const command = commandIn(String(data));
      miner.commands.push(command);
      const answer = miner.answers[command] ?? UNKNOWN;
      socket.end(`${typeof answer === 'string' ? answer : JSON.stringify(answer)}\0`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const miner: Miner = {
    port: (server.address() as AddressInfo).port,
    commands: [],
    answers,
    mostClients: 0,
    close: async () => {
      for (const client of clients) client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  return miner;
}

export type Served = { readonly port: number; readonly asked: string[]; close(): Promise<void> };

/** A miner over HTTP: a path is a command, and what it doesn't have is 404. */
export async function startHttpMiner(answers: Miner['answers']): Promise<Served> {
  const asked: string[] = [];
  const server = createHttpServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers[path];
    response.statusCode = answer === undefined ? 404 : 200;
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** MicroBT's API 3: a length of four bytes, low byte first, before request and answer. A command is its name and its parameter. */
export async function startWhatsminer3(answers: Miner['answers']): Promise<Served> {
  const asked: string[] = [];
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('close', () => clients.delete(socket));
    socket.on('error', () => {});
    socket.once('data', (data) => {
      const { cmd, param } = JSON.parse(String(data.subarray(4))) as { cmd: string; param?: string };
      const command = param === undefined ? cmd : `${cmd} ${param}`;
      asked.push(command);
      const answer = answers[command] ?? { code: -2, msg: 'invalid command', desc: cmd };
      const body = Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer));
      const length = Buffer.alloc(4);
      length.writeUInt32LE(body.length);
      socket.end(Buffer.concat([length, body]));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: async () => {
      for (const client of clients) client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A real one answers E 23 to what is no JSON. */
function commandIn(request: string): string {
  try {
    return (JSON.parse(request) as { command: string }).command;
  } catch {
    return '(invalid)';
  }
}

const status = (Code: number, Msg: string) => [
  { STATUS: 'S', When: 1_780_308_000, Code, Msg, Description: 'cgminer 1.0.0' },
];

/** What an S19 Pro says, made up after the layout of its kind. */
export function antminerAnswers({ ghs5s = 110_566.89, elapsed = 50_474 } = {}): Record<string, object> {
  const header = {
    BMMiner: '1.0.0',
    Miner: '49.0.1.3',
    CompileTime: 'Tue Dec  6 16:12:30 CST 2022',
    Type: 'Antminer S19 Pro',
  };
  const boards = [1, 2, 3].map((slot) => ({
    [`chain_acn${slot}`]: 114,
    [`chain_acs${slot}`]: ' ooo ooo',
    [`chain_rate${slot}`]: '36855.63',
    [`temp_pcb${slot}`]: '50-45-64-65',
    [`temp_chip${slot}`]: `7${slot}-50-69-70`,
  }));
  const fans = { fan_num: 4, fan1: 6000, fan2: 5880, fan3: 5040, fan4: 5040 };
  return {
    version: { STATUS: status(22, 'CGMiner versions'), VERSION: [{ API: '3.1', ...header }], id: 1 },
    stats: {
      STATUS: status(70, 'CGMiner stats'),
      STATS: [
        header,
        Object.assign(
          { 'GHS 5s': ghs5s, 'GHS av': 111_834.63, Elapsed: elapsed, total_rateideal: 110_000, ...fans },
          ...boards,
        ),
      ],
      id: 1,
    },
    summary: {
      STATUS: status(11, 'Summary'),
      SUMMARY: [{ Elapsed: elapsed, 'GHS 5s': ghs5s, Accepted: 4057, Rejected: 11, 'Hardware Errors': 562 }],
      id: 1,
    },
    pools: {
      STATUS: status(7, '1 Pool(s)'),
      POOLS: [
        {
          POOL: 0,
          URL: 'stratum+tcp://pool.example:3333',
          Status: 'Alive',
          Priority: 0,
          'Stratum Active': true,
          User: 'acme.rig1',
          Accepted: 4057,
          Rejected: 11,
        },
      ],
      id: 1,
    },
  };
}
