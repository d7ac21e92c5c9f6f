import { BlockList, isIP } from 'node:net';

export type Network = { readonly text: string; readonly base: string; readonly family: 4 | 6; readonly bits: number };

/** A network as CIDR; an address alone is a network of one. Null when it is neither. */
export function parseNetwork(text: string): Network | null {
  const [base = '', length, ...more] = text.trim().split('/');
  const family = isIP(base);
  if (family === 0 || more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const most = family === 4 ? 32 : 128;
  const bits = length === undefined ? most : Number(length);
  return bits > most ? null : { text: `${base}/${bits}`, base, family: family as 4 | 6, bits };
}

/** How many addresses it has. */
export const sizeOf = ({ family, bits }: Network): number => 2 ** ((family === 4 ? 32 : 128) - bits);

/** Whether the whole network lies within one of the others. */
export const liesWithin = (network: Network, others: readonly string[]): boolean =>
  others.some((text) => {
    const other = parseNetwork(text);
    if (!other || other.family !== network.family || other.bits > network.bits) return false;
    const type = other.family === 4 ? 'ipv4' : 'ipv6';
    const list = new BlockList();
    list.addSubnet(other.base, other.bits, type);
    return list.check(network.base, type);
  });
