import { expect, test } from 'vitest';
import { deviceOf } from './user-agent.ts';

test.each([
  { agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', device: 'Firefox on Linux' },
  {
    agent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0',
    device: 'Edge on Windows',
  },
  {
    agent:
      'Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36',
    device: 'Chrome on Android',
  },
  {
    agent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    device: 'Safari on iPhone',
  },
  { agent: 'curl/8.5.0', device: 'curl' },
  { agent: null, device: 'Unknown device' },
])('$device', ({ agent, device }) => {
  expect(deviceOf(agent)).toBe(device);
});
