import { expect, test } from 'vitest';
import { networkIssues, networksOf, runCommand } from './collector-form.view.ts';

test('networks are taken as people separate them', () => {
  expect(networksOf(' 10.0.0.0/16, 192.168.7.0/24\nfd00::/64 ')).toEqual([
    '10.0.0.0/16',
    '192.168.7.0/24',
    'fd00::/64',
  ]);
});

test.each([
  { name: 'both families and a single address', text: '10.0.0.0/16 fd00::/64 10.1.0.7', codes: [] },
  { name: 'none', text: ' ', codes: ['REQUIRED'] },
  { name: 'names and slips', text: 'pool.example.com 10.0.0/16 10.0.0.0/8', codes: ['NOT_A_NETWORK', 'NOT_A_NETWORK'] },
])('networks: $name', ({ text, codes }) => {
  expect(networkIssues(text, 'networks').map(({ code }) => code)).toEqual(codes);
});

test('the command holds everything a collector needs', () => {
  const command = runCommand({
    api: 'https://hash.example/graphql',
    token: 'hyc_1',
    commandKey: 'a2V5=',
    networks: ['10.0.0.0/16', 'fd00::/64'],
  });
  for (const part of [
    "'hyc_1'",
    'COLLECTOR_API=https://hash.example/graphql',
    'COLLECTOR_TOKEN_FILE=/etc/hashyard/token',
    "COLLECTOR_COMMAND_KEY='a2V5='",
    'COLLECTOR_HOME=/var/lib/hashyard',
    'COLLECTOR_NETWORKS=10.0.0.0/16,fd00::/64',
  ]) {
    expect(command).toContain(part);
  }
});
