import { minerControls } from './commands/controls/registry.ts';
import type { ModbusMeterProfile } from './profiles/modbus-meter.profile.ts';
import type { OutletAction, SnmpGroup, SnmpPduProfile } from './profiles/snmp-pdu.profile.ts';
import { minerProtocols, modbusMeterProfiles, snmpPduProfiles } from './registry.ts';

const PROTOCOLS = { cgminer: 'CGMiner API, 4028', whatsminer3: 'API 3, 4433', http: 'HTTP' } as const;

/** `docs/devices.md`: what is known of each device, from the profiles and drivers themselves. */
export function devicesPage(): string {
  return `# Devices

Written by \`node collector/src/cli.ts devices\` from the profiles and drivers; a test fails when this page is older than they are.

What stands behind a model's numbers: **recorded** is a recording of a real device that the tests replay, **documented** the maker's own document or a program that is in
use, **unverified** neither: such a profile bills only after an operator has confirmed it. \`npm run -s probe\` shows what is read of a device, \`npm run -s scan\` who is there.

## Miners

Known by asking; none needs to be configured. Watts that a miner computes rather than measures are marked as estimated. Backing and source are of what is read:
commands are sent as the makers' documents or open programs in use (asic-rs, pyasic) have them, and tested against recordings of our own.

${table(
  ['Id', 'Devices', 'Protocol', 'Commands', 'Backing', 'Source'],
  Object.entries(minerProtocols).flatMap(([protocol, { families, fallback }]) =>
    [...families, ...(fallback ? [fallback] : [])].map(({ id, devices, backing, source }) => [
      `\`${id}\``,
      devices,
      PROTOCOLS[protocol as keyof typeof PROTOCOLS],
      words(minerControls.get(id)?.actions ?? []),
      backing,
      source,
    ]),
  ),
)}

## PDUs over SNMP

SNMP v1, v2c and v3 (MD5, SHA and SHA-2; AES with 128, 192 and 256 bits; no DES), known by their sysObjectID; those without one are tried where no other fits.
A recording shows what is read; how outlets are switched is always the maker's document's.

${table(
  ['Profile', 'Device', 'Whole device', 'Outlets', 'Switched', 'Backing', 'Source'],
  snmpPduProfiles
    .toSorted(byId)
    .map((profile) => [
      `\`${profile.id}\``,
      `${profile.vendor === 'unknown' ? 'any' : profile.vendor} ${profile.family}`,
      profile.hasEntitySensors ? 'W, A, V where it has one sensor of the kind' : quantities(profile.device),
      quantities(profile.outlets) || (profile.outlets.length > 0 ? 'state' : ''),
      words(actionsOf(profile)),
      profile.backing,
      profile.source,
    ]),
)}

## Meters over Modbus

Modbus TCP and RTU over TCP. SunSpec meters (\`sunspec-meter\`) describe themselves. Others are known by registers that hold their model or by
function 43 where the table says so; of any other the profile is configured.

${table(
  ['Profile', 'Device', 'Reads', 'Known by', 'Backing', 'Source'],
  modbusMeterProfiles
    .toSorted(byId)
    .map((profile) => [
      `\`${profile.id}\``,
      `${profile.vendor} ${profile.model}`,
      registers(profile),
      [profile.mark && 'registers', profile.called && 'function 43'].filter(Boolean).join(', '),
      profile.backing,
      profile.source,
    ]),
)}
`;
}

const NAMES: Readonly<Record<string, string>> = {
  powerW: 'W',
  currentA: 'A',
  voltageV: 'V',
  apparentPowerVa: 'VA',
  powerFactor: 'PF',
  energyWh: 'energy register',
};

/** Of all groups together; with the mark where watts are not measured. */
function quantities(groups: readonly SnmpGroup[]): string {
  const known = new Map<string, boolean>();
  for (const { values, estimated, wattsFromVa } of groups) {
    for (const quantity of Object.keys(values))
      known.set(quantity, (known.get(quantity) ?? true) && quantity === 'powerW' && (estimated ?? false));
    if (wattsFromVa) known.set('powerW', true);
  }
  return Object.keys(NAMES)
    .filter((quantity) => known.has(quantity))
    .map((quantity) => `${NAMES[quantity]}${known.get(quantity) ? ' (estimated)' : ''}`)
    .join(', ');
}

function actionsOf({ outlets }: SnmpPduProfile): OutletAction[] {
  return (['OUTLET_ON', 'OUTLET_OFF', 'OUTLET_CYCLE'] as const).filter((action) =>
    outlets.some(({ switching }) => switching?.[action]),
  );
}

function registers({ values, functionCode, wordOrder }: ModbusMeterProfile): string {
  const { importedEnergy, activePower } = values;
  const parts = [
    activePower && 'W',
    importedEnergy && `energy register (${importedEnergy.type}, ${importedEnergy.unit})`,
  ];
  return `${parts.filter((part) => part !== undefined).join(', ')}; function ${functionCode}, ${wordOrder}`;
}

function words(actions: readonly string[]): string {
  return actions.map((action) => action.toLowerCase().replace('outlet_', '')).join(', ');
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

/** Columns as wide as their widest cell, as the formatter has it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, fill)).join(' | ')} |`;
  return [line(head), line([], '-'), ...rows.map((row) => line(row))].join('\n');
}
