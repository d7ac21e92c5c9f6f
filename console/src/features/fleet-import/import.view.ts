import type { MinerRowInput } from '../../gql/graphql.ts';
import { type Heads, type ParsedFile, parseTable } from '../csv/import-table.ts';
import { plainDecimal } from '../forms/refusal.view.ts';

type Field = keyof MinerRowInput;

const heads: Heads<Field> = {
  name: ['name', 'machine', 'miner'],
  model: ['model'],
  serial: ['serial', 'serialnumber', 'sn'],
  mac: ['mac', 'macaddress'],
  address: ['address', 'ip', 'ipaddress', 'host'],
  rack: ['rack'],
  slot: ['slot', 'position'],
  pdu: ['pdu'],
  outlet: ['outlet', 'pduoutlet', 'port'],
  ownerEmail: ['owneremail', 'owner', 'customeremail'],
  ratedHashrateThs: ['ratedhashrateths', 'ratedhashrate', 'hashrateths'],
  ratedPowerW: ['ratedpowerw', 'ratedpower', 'powerw'],
};

export const TEMPLATE =
  'name,model,serial,mac,address,rack,slot,pdu,outlet,owner_email,rated_hashrate_ths,rated_power_w\r\n' +
  'A-001,Bitmain Antminer S21,SN0001,aa:bb:cc:dd:ee:01,10.0.0.7,R-01,1-1,PDU-01,1,,,\r\n';

export const parseMachines = (text: string): ParsedFile<MinerRowInput> =>
  parseTable(text, heads, ['name', 'model'], rowOf);

/** An empty cell is left out: it leaves a value as it is. What isn't even a number the API couldn't read. */
function rowOf(cellOf: (field: Field) => string, say: (message: string) => void): MinerRowInput {
  const row: MinerRowInput = { name: cellOf('name'), model: cellOf('model') };
  for (const field of ['serial', 'mac', 'address', 'rack', 'slot', 'pdu', 'ownerEmail'] as const) {
    if (cellOf(field) !== '') row[field] = cellOf(field);
  }
  for (const field of ['ratedHashrateThs', 'ratedPowerW'] as const) {
    const number = plainDecimal(cellOf(field));
    if (number === '') continue;
    if (/^-?\d+(\.\d+)?$/.test(number)) row[field] = number;
    else say(`“${cellOf(field)}” is no number for ${heads[field][0]}`);
  }
  const outlet = cellOf('outlet');
  if (/^\d{1,6}$/.test(outlet)) row.outlet = Number(outlet);
  else if (outlet !== '') say(`“${outlet}” is no outlet number`);
  return row;
}
