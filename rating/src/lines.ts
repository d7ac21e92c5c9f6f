import type { LineComponent } from './bill.ts';
import { type EnergyBilling, type LineEnergy, billEnergy } from './energy-lines.ts';
import type { Evidence, PriceUnit } from './evidence.ts';
import { type Fraction, fraction } from './exact.ts';
import { fixedQuantity } from './fixed.ts';
import type { HoldRange } from './holds.ts';
import { creditQuantity, streamQuantity } from './streams.ts';
import { type ContractWindow, type PricedRange, contractWindows } from './window.ts';

/** A line before it is printed: exact quantity, exact rate. */
export type Charge = {
  readonly window: ContractWindow;
  readonly priced: PricedRange;
  readonly component: LineComponent;
  readonly unit: PriceUnit;
  readonly rate: Fraction;
  readonly taxCode: string | null;
  readonly quantity: Fraction;
  /** Of ENERGY and OVERAGE; null on others. */
  readonly energy: LineEnergy | null;
};

/** All lines but the adjustments, in the order of rule 10, and everything that holds them. */
export function charges(evidence: Evidence): { charges: Charge[]; holds: HoldRange[] } {
  const windows = contractWindows(evidence);
  const billing = billEnergy(evidence, windows);
  const all = windows.flatMap((window) => window.prices.flatMap((priced) => chargesOf(window, priced, billing)));
  return { charges: all, holds: [...billing.holds, ...all.flatMap(estimatedShare)] };
}

/** The lines of one price row: mostly one. */
function chargesOf(window: ContractWindow, priced: PricedRange, billing: EnergyBilling): Charge[] {
  const { component, unit, rate, taxCode } = priced.price;
  const line = { window, priced, component, unit, rate, taxCode, energy: null };
  switch (component) {
    case 'ENERGY': {
      if (window.contract.billingMethod === 'FIXED') return [];
      const { energy, overage } = billing.of(window, priced);
      const billed = { ...line, quantity: kilowattHours(energy), energy };
      const overageRate = window.contract.powerCap?.overageRate;
      if (!overage || !overageRate) return [billed];
      return [
        billed,
        { ...line, component: 'OVERAGE', rate: overageRate, quantity: kilowattHours(overage), energy: overage },
      ];
    }
    case 'HASHRATE': {
      const quantity = streamQuantity(window.contract, priced);
      const credit = creditQuantity(window.contract, quantity);
      return [
        { ...line, quantity },
        ...(credit ? [{ ...line, component: 'HASHRATE_CREDIT' as const, quantity: credit }] : []),
      ];
    }
    default:
      return [{ ...line, quantity: fixedQuantity(window, priced) }];
  }
}

function kilowattHours({ wh }: LineEnergy): Fraction {
  return fraction(wh, 1000n);
}

/** Rule 4: more than 2 % of a line is estimated. */
function estimatedShare({ window, priced, energy }: Charge): HoldRange[] {
  if (!energy || energy.estimatedWh * 50n <= energy.wh) return [];
  return [{ code: 'ESTIMATED_SHARE', contract: window.contract.number, register: null, unit: null, ...priced.time }];
}
