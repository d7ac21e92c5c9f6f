import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { hostOf } from '../farm/layout.ts';
import { bindUdp, PORTS } from './listeners.ts';

/** 127.0 and 127.1 hold what machines have on their loopback already (127.0.0.1, Debian's 127.0.1.1). */
const FIRST = 2;
const LAST = 254;

/** A loopback network that no other farm uses right now, like `127.77`: begun at random, so that farms rarely meet. */
export async function findFreeNetwork(): Promise<string> {
  const count = LAST - FIRST + 1;
  const from = Math.floor(Math.random() * count);
  for (let tried = 0; tried < count; tried += 1) {
    const network = `127.${FIRST + ((from + tried) % count)}`;
    if (await isFree(network)) return network;
  }
  throw new Error('No loopback network from 127.2.0.0/16 to 127.254.0.0/16 is free. Name one with SIMULATOR_NETWORK.');
}

/** Farms of any size have their first device of each kind at the same place. */
async function isFree(network: string): Promise<boolean> {
  const free = await Promise.all([
    canListen(hostOf(network, 'MINER', 0), PORTS.MINER),
    canListen(hostOf(network, 'METER', 0), PORTS.METER),
    canBind(hostOf(network, 'PDU', 0), PORTS.PDU),
  ]);
  return free.every(Boolean);
}

function canListen(host: string, port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function canBind(host: string, port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    await bindUdp(socket, host, port);
  } catch {
    return false; // taken, or an address that this system doesn't have: either way not ours
  }
  socket.close();
  return true;
}
