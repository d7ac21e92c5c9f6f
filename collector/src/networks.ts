import { BlockList, isIP } from 'node:net';

/** The networks that the collector may reach, by its own configuration alone: a plan can't widen them. */
export type Networks = {
  readonly cidrs: readonly string[];
  allows(host: string): boolean;
};

/** Throws a sentence naming the part that is no network. */
export function parseNetworks(text: string): Networks {
  const cidrs = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (cidrs.length === 0) throw new Error('names no network');
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [host = '', length, ...rest] = cidr.split('/');
    const family = isIP(host);
    const bits = Number(length);
    const fits =
      family !== 0 && /^\d{1,3}$/.test(length ?? '') && bits <= (family === 4 ? 32 : 128) && rest.length === 0;
    if (!fits) throw new Error(`"${cidr}" is no network like 10.0.0.0/16`);
    list.addSubnet(host, bits, family === 4 ? 'ipv4' : 'ipv6');
  }
  return {
    cidrs,
    allows: (host) => {
      const family = isIP(host);
      return family !== 0 && list.check(host, family === 4 ? 'ipv4' : 'ipv6');
    },
  };
}
