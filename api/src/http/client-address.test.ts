import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddressOf } from './client-address.ts';

const asked = (forwarded?: string) =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.2' } }) as unknown as IncomingMessage;

test.each([
  { name: 'without proxies the header says nothing', forwarded: '198.51.100.7', proxies: 0, address: '10.0.0.2' },
  { name: 'one proxy tells whom it was asked by', forwarded: '198.51.100.7', proxies: 1, address: '198.51.100.7' },
  {
    name: 'what a client wrote itself stands further left',
    forwarded: '1.1.1.1, 198.51.100.7',
    proxies: 1,
    address: '198.51.100.7',
  },
  {
    name: 'two proxies, the outer one’s caller counts',
    forwarded: '1.1.1.1, 2001:db8::7, 10.0.0.3',
    proxies: 2,
    address: '2001:db8::7',
  },
  { name: 'a request past the proxies is the socket’s', forwarded: undefined, proxies: 2, address: '10.0.0.2' },
  { name: 'what is no address is left out', forwarded: 'unknown', proxies: 1, address: '10.0.0.2' },
])('$name', ({ forwarded, proxies, address }) => {
  expect(clientAddressOf(asked(forwarded), proxies)).toBe(address);
});
