import { describe, expect, test } from 'vitest';
import { MOST_ADDRESSES, scanRange } from './scan-range.ts';

const hosts = (...cidrs: string[]) => [...scanRange(cidrs, null).hosts()];

describe('the addresses of a scan', () => {
  test.each([
    { name: 'a network', cidrs: ['10.0.0.6/30'], expected: ['10.0.0.4', '10.0.0.5', '10.0.0.6', '10.0.0.7'] },
    { name: 'one address', cidrs: ['10.0.0.9'], expected: ['10.0.0.9'] },
    {
      name: 'overlapping networks: each once',
      cidrs: ['10.0.0.2/31', '10.0.0.0/30', '10.0.0.3/32'],
      expected: ['10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3'],
    },
    { name: 'over an end of a part', cidrs: ['10.0.0.255/32', '10.0.1.0/32'], expected: ['10.0.0.255', '10.0.1.0'] },
    { name: 'IPv6', cidrs: ['fd00::fffe/127'], expected: ['fd00::fffe', 'fd00::ffff'] },
    { name: 'both families', cidrs: ['::1/128', '127.0.0.1/32'], expected: ['127.0.0.1', '::1'] },
  ])('$name', ({ cidrs, expected }) => {
    expect(hosts(...cidrs)).toEqual(expected);
    expect(scanRange(cidrs, null).total).toBe(expected.length);
  });

  test.each(['10.0.0.0/33', '10.0.0/24', 'pool.example/24', '10.0.0.0/24/1', '10.0.0.0/', ''])(
    '"%s" is no network',
    (cidr) => expect(() => scanRange([cidr], null)).toThrow('no network'),
  );

  test('are bounded', () => {
    expect(scanRange(['10.0.0.0/14'], null).total).toBe(MOST_ADDRESSES);
    expect(() => scanRange(['10.0.0.0/14', '10.9.0.0/32'], null)).toThrow('more than');
    expect(() => scanRange(['fd00::/64'], null)).toThrow('more than');
  });

  test('lie within the walls, each whole network', () => {
    const walls = ['10.0.0.0/25', '10.0.0.128/25', '192.168.7.0/24'];
    expect(scanRange(['10.0.0.0/24'], walls).total).toBe(256);
    expect(() => scanRange(['10.0.0.0/24', '10.0.1.0/32'], walls)).toThrow('outside');
    expect(() => scanRange(['192.168.0.0/16'], walls)).toThrow('outside');
    expect(() => scanRange(['::/96'], ['0.0.0.0/0'])).toThrow('outside');
  });
});
