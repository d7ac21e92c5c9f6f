import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { profiles } from './profiles.rules.ts';

/** The collector's declarations as they are written: programs aren't libraries, so they are read, not imported. */
function declared() {
  const folder = new URL('../../../../collector/src/profiles/', import.meta.url);
  return (['snmp-pdu', 'modbus-meter'] as const).flatMap((family) =>
    readdirSync(new URL(`${family}/`, folder)).flatMap((file) => {
      const text = readFileSync(new URL(`${family}/${file}`, folder), 'utf8');
      return [...text.matchAll(/= (?:snmpPdu|modbusMeter)\(\{([\s\S]*?)\n\}\);/g)].map(([, body = '']) => {
        const kind = family === 'snmp-pdu' ? 'PDU' : 'METER';
        const outlets = body.split(/\n {2}outlets:/)[1] ?? '';
        const countsEnergy = kind === 'METER' ? body.includes('importedEnergy') : outlets.includes('energyWh');
        const cycles = /cycle: ['\d]|OUTLET_CYCLE/.test(text) ? ['OUTLET_CYCLE'] : [];
        const switches =
          outlets.includes('switching:') || outlets.includes('...switched')
            ? ['OUTLET_ON', 'OUTLET_OFF', ...cycles]
            : [];
        const evidence = /backing: '(\w+)'/.exec(body)?.[1]?.toUpperCase();
        const said = (field: string) => new RegExp(`\\n {2}${field}: '([^']+)'`).exec(body)?.[1];
        const [vendor, models] = [said('vendor') ?? '', said('family') ?? said('model') ?? ''];
        const label =
          vendor === 'unknown'
            ? `Any maker, ${models}`
            : models.startsWith(`${vendor} `)
              ? models
              : `${vendor} ${models}`;
        return [said('id'), { kind, label, evidence, countsEnergy, switches }] as const;
      });
    }),
  );
}

test('the list of profiles is what collectors declare, beside the meters that describe themselves', () => {
  const { 'sunspec-meter': _, ...known } = Object.fromEntries(profiles);
  expect(known).toEqual(Object.fromEntries(declared()));
});
