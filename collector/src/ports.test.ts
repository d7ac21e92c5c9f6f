import { describe, expect, test } from 'vitest';
import { parsePorts } from './ports.ts';

describe('allowed ports', () => {
  test.each([
    { port: 80, allowed: true },
    { port: 8000, allowed: true },
    { port: 8500, allowed: true },
    { port: 9000, allowed: true },
    { port: 9001, allowed: false },
    { port: 22, allowed: false },
  ])('$port of "80, 8000-9000": $allowed', ({ port, allowed }) => {
    expect(parsePorts('80, 8000-9000').allows(port)).toBe(allowed);
  });

  test.each(['', ',', '0', '65536', '90-80', 'ssh', '80-', '-80'])('"%s" is refused', (text) => {
    expect(() => parsePorts(text)).toThrow();
  });
});
