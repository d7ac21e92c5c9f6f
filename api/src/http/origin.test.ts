import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { originAllowed } from './origin.ts';

const request = (headers: Record<string, string>, method = 'GET') =>
  ({ headers: { host: 'hashyard.example', ...headers }, method }) as unknown as IncomingMessage;

test.each([
  { name: 'a program, which sends no origin', headers: {}, allowed: true },
  { name: 'a page of this server', headers: { origin: 'https://hashyard.example' }, allowed: true },
  {
    name: 'the public address behind a proxy',
    headers: { origin: 'https://portal.example', host: 'internal:4000' },
    allowed: true,
  },
  { name: "another site's page", headers: { origin: 'https://evil.example' }, allowed: false },
  { name: 'a sandboxed page', headers: { origin: 'null' }, allowed: false },
  {
    name: 'a link on another site',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    allowed: true,
  },
  {
    name: 'an image tag on another site',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    allowed: false,
  },
])('$name: allowed $allowed', ({ headers, allowed }) => {
  expect(originAllowed(request(headers as Record<string, string>), 'https://portal.example')).toBe(allowed);
});
