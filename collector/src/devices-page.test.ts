import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { devicesPage } from './devices-page.ts';
import { minerFamilies, modbusMeterProfiles, snmpPduProfiles } from './registry.ts';

test('docs/devices.md says what the profiles say: node collector/src/cli.ts devices > docs/devices.md', () => {
  expect(readFileSync(new URL('../../docs/devices.md', import.meta.url), 'utf8')).toBe(devicesPage());
});

test('names every profile and driver', () => {
  for (const { id } of [...minerFamilies, ...snmpPduProfiles, ...modbusMeterProfiles])
    expect(devicesPage()).toContain(`| \`${id}\` `);
});
