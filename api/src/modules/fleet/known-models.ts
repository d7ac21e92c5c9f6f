import { newId } from '../../ids.ts';

type KnownModel = readonly [make: string, name: string, hashrateThs: string, powerW: string, efficiencyJPerTh: string];

/**
 * Current miners as their makers' nameplates rate them, at 25 °C. Names are those that machines say of themselves, so that
 * a found machine meets its model. A maker sells one name in several versions by hashrate: the one meant is said, and an
 * operator edits what stands at a site.
 */
const current: readonly KnownModel[] = [
  ['Bitmain', 'Antminer S19', '95', '3250', '34.2'],
  ['Bitmain', 'Antminer S19 Pro', '110', '3250', '29.5'],
  ['Bitmain', 'Antminer S19j Pro', '104', '3068', '29.5'],
  ['Bitmain', 'Antminer S19j Pro+', '122', '3355', '27.5'],
  ['Bitmain', 'Antminer S19j XP', '151', '3247', '21.5'],
  ['Bitmain', 'Antminer S19k Pro', '120', '2760', '23'],
  ['Bitmain', 'Antminer S19 XP', '140', '3010', '21.5'],
  ['Bitmain', 'Antminer S19 Pro+ Hyd.', '198', '5445', '27.5'],
  ['Bitmain', 'Antminer S19 XP Hyd.', '255', '5304', '20.8'],
  ['Bitmain', 'Antminer T19', '84', '3150', '37.5'],
  ['Bitmain', 'Antminer T21', '190', '3610', '19'],
  ['Bitmain', 'Antminer S21', '200', '3500', '17.5'],
  ['Bitmain', 'Antminer S21+', '216', '3564', '16.5'],
  ['Bitmain', 'Antminer S21 Pro', '234', '3510', '15'],
  ['Bitmain', 'Antminer S21 XP', '270', '3645', '13.5'],
  ['Bitmain', 'Antminer S21 XP Imm.', '300', '4050', '13.5'],
  ['Bitmain', 'Antminer S21 Hyd.', '335', '5360', '16'],
  ['Bitmain', 'Antminer S21+ Hyd.', '319', '4785', '15'],
  ['Bitmain', 'Antminer S21 XP Hyd.', '473', '5676', '12'],
  ['MicroBT', 'Whatsminer M30S', '88', '3344', '38'],
  ['MicroBT', 'Whatsminer M30S+', '100', '3400', '34'],
  ['MicroBT', 'Whatsminer M30S++', '112', '3472', '31'],
  ['MicroBT', 'Whatsminer M50', '114', '3306', '29'],
  ['MicroBT', 'Whatsminer M50S', '126', '3276', '26'],
  ['MicroBT', 'Whatsminer M53', '230', '6670', '29'],
  ['MicroBT', 'Whatsminer M53S', '260', '6760', '26'],
  ['MicroBT', 'Whatsminer M56S', '212', '5512', '26'],
  ['MicroBT', 'Whatsminer M60', '172', '3423', '19.9'],
  ['MicroBT', 'Whatsminer M60S', '186', '3441', '18.5'],
  ['MicroBT', 'Whatsminer M61', '200', '3980', '19.9'],
  ['MicroBT', 'Whatsminer M63', '334', '6646', '19.9'],
  ['MicroBT', 'Whatsminer M63S', '390', '7215', '18.5'],
  ['MicroBT', 'Whatsminer M63S++', '464', '7200', '15.5'],
  ['MicroBT', 'Whatsminer M66', '280', '5572', '19.9'],
  ['MicroBT', 'Whatsminer M66S', '298', '5513', '18.5'],
  ['MicroBT', 'Whatsminer M66S++', '356', '5518', '15.5'],
  ['Canaan', 'Avalon A1246', '90', '3420', '38'],
  ['Canaan', 'Avalon A1346', '110', '3300', '30'],
  ['Canaan', 'Avalon A1366', '130', '3250', '25'],
  ['Canaan', 'Avalon A1466', '150', '3230', '21.5'],
  ['Canaan', 'Avalon A1466I', '170', '3315', '19.5'],
  ['Canaan', 'Avalon A1566', '185', '3420', '18.5'],
  ['Canaan', 'AvalonMiner 15-194', '194', '3647', '18.8'],
  ['Canaan', 'Avalon A15XP', '206', '3667', '17.8'],
  ['Canaan', 'Avalon A15Pro', '218', '3662', '16.8'],
  ['Canaan', 'Avalon A16', '282', '3900', '13.8'],
  ['Canaan', 'Avalon A16XP', '300', '3850', '12.8'],
  ['Canaan', 'Avalon Q', '90', '1674', '18.6'],
  ['Bitdeer', 'Sealminer A2', '226', '3730', '16.5'],
  ['Bitdeer', 'Sealminer A2 Hyd', '446', '7360', '16.5'],
];

/** The current models as rows of an organization: what a new one begins with. `source` says where the numbers come from, in words. */
export const knownModelRows = (organizationId: string) =>
  current.map(([make, name, hashrateThs, powerW, efficiencyJPerTh]) => ({
    id: newId(),
    organization_id: organizationId,
    make,
    name,
    rated_hashrate_ths: hashrateThs,
    rated_power_w: powerW,
    rated_efficiency_j_per_th: efficiencyJPerTh,
    source: `Maker’s nameplate, ${hashrateThs} TH/s version`,
  }));
