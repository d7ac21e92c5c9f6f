import type { BillLine } from '@hashyard/rating';

type WhatIsBilled = { readonly type: string; readonly billingMethod: string };

const energyWords: Record<string, string> = {
  METERED: 'Energy, metered',
  CALCULATED: 'Energy, from rated power',
  HASH: 'Energy, from hashrate',
};

/** What a line says to its reader. */
export function lineDescription({ component, unit }: BillLine, contract: WhatIsBilled | null): string {
  const isSite = contract?.type === 'OM';
  const perUnit = unit === 'UNIT_MONTH' ? (isSite ? ', per site' : ', per machine') : '';
  switch (component) {
    case 'ENERGY':
      return energyWords[contract?.billingMethod ?? ''] ?? 'Energy';
    case 'OVERAGE':
      return 'Energy above the power cap';
    case 'HOSTING':
      return `${isSite ? 'Operations' : 'Hosting'}${perUnit}`;
    case 'LEASE':
      return `Lease${perUnit}`;
    case 'SERVICE':
      return `Service${perUnit}`;
    case 'HASHRATE':
      return 'Hashrate';
    case 'HASHRATE_CREDIT':
      return 'Credit for hashrate not delivered';
    case 'ADJUSTMENT':
      return 'Adjustment';
  }
}

/** The energy of a bill's lines, in Wh. */
export function energyOf(lines: readonly BillLine[]): { energyWh: bigint; estimatedWh: bigint } {
  const energy = lines.filter(({ estimated }) => estimated !== null);
  const sum = (texts: readonly string[]) => texts.reduce((total, text) => total + kwhToWh(text), 0n);
  return {
    energyWh: sum(energy.map(({ quantity }) => quantity)),
    estimatedWh: sum(energy.map(({ estimated }) => estimated ?? '0')),
  };
}

/** A bill's kWh always have three decimals: whole Wh. */
export const kwhToWh = (kwh: string): bigint => BigInt(kwh.replace('.', ''));
