import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type EvidenceFile,
  evidenceFormat,
  formatMoney,
  opaqueNeighbours,
  type PriceRow,
  type Readings,
  type RegisterRow,
} from '@hashyard/rating';
import { Assignment, Contract, PowerCap, Price, Suspension } from '../contracts/contract.entity.ts';
import { capOn, pricesInOrder, startOfDate } from '../contracts/index.ts';
import { fileInstant, hashrateOf, plainDecimal, registersInPortions, type UnitOfInterest } from '../metering/index.ts';
import { TaxRate } from '../organizations/organization.entity.ts';
import { type BilledPart, datesInFile } from './billed-part.ts';
import { isOpenEnded } from './contract-window.ts';
import { infinityIn } from './infinity.ts';
import { dayBefore, type Period } from './period.rules.ts';
import { without } from './suspension.rules.ts';
import { unitNames, unitsOf } from './units.ts';

/** What a customer owes in one currency, before it is rated, and whose each name in it is. */
export type Bundle = {
  /** Without the readings of its registers. */
  readonly file: EvidenceFile;
  /** Of a register's id in the file: 16 bytes a reading, where a text would be 40. */
  readonly readings: ReadonlyMap<string, Readings>;
  /** Of a contract's number. */
  readonly contracts: ReadonlyMap<string, Contract>;
  /** Of a register's id in the file. */
  readonly registerId: ReadonlyMap<string, string>;
  /** Contracts whose guarantee can't be judged: nothing is known of what was delivered. */
  readonly undelivered: readonly string[];
  /** What it bills of each contract; an invoice claims these days. */
  readonly parts: readonly BilledPart[];
  /** In the order of the file, and so of the bill's last lines. */
  readonly adjustments: readonly AdjustmentToBill[];
};
/** `amount`: minor units of the bundle's currency. */
export type AdjustmentToBill = {
  readonly description: string;
  readonly amount: bigint;
  readonly taxCode: string | null;
  readonly contractId: string | null;
};

type WhatToBill = {
  readonly parts: readonly BilledPart[];
  readonly adjustments: readonly AdjustmentToBill[];
  readonly currency: string;
  readonly period: Period;
  /** Those of the contracts, maybe of others too, in the order of `pricesOf`. */
  readonly prices: readonly Price[];
};

/** Contracts that were ever in force and whose time meets the month, in the order of their numbers. */
export async function contractsIn(em: EntityManager, customerId: string, period: Period): Promise<Contract[]> {
  const started = await em.find(
    Contract,
    { customer: customerId, activatedAt: { $ne: null }, startsOn: { $lt: period.endsOn } },
    { orderBy: { number: 'asc' } },
  );
  return started.filter((contract) => isOpenEnded(contract) || contract.endsOn > period.startsOn);
}

/** The prices of contracts, in the order in which a bill lists them. */
export async function pricesOf(em: EntityManager, contracts: readonly Contract[]): Promise<Price[]> {
  return (await em.find(Price, { contractId: { $in: contracts.map(({ id }) => id) } })).sort(pricesInOrder);
}

/** Gathers all that a bill of these parts rests on, as it is known now. */
export async function buildBundle(em: EntityManager, what: WhatToBill): Promise<Bundle> {
  const { parts, adjustments, currency, period } = what;
  const contracts = parts.map(({ contract }) => contract);
  const ids = contracts.map(({ id }) => id);
  const prices = what.prices.filter(({ contractId }) => ids.includes(contractId));
  const assignments = await assignmentsIn(em, contracts, period);
  const nameOf = await unitNames(em, assignments);
  const taxes = await taxesOn(em, dayBefore(period.endsOn));
  const charged = new Set(taxes.map(({ code }) => code));
  const span = spanOf(contracts, period);
  const units = (method: Contract['billingMethod']) => unitsOf(method, parts, assignments, nameOf);
  const { registers, readings, idOf } = await registersIn(em, units('METERED'), span);
  const infinity = await infinityIn(em, parts, period);
  const caps = await em.find(PowerCap, { contractId: { $in: ids } });
  const pauses = await em.find(
    Suspension,
    { contractId: { $in: ids }, billFixedFees: false },
    { orderBy: { startsOn: 'asc' } },
  );
  const own = <T extends { contractId: string }>(rows: readonly T[], { id }: Contract): T[] =>
    rows.filter(({ contractId }) => contractId === id);
  const used = new Set([...prices, ...adjustments].map(({ taxCode }) => taxCode));
  const file: EvidenceFile = {
    format: evidenceFormat,
    currency,
    period: { from: period.startsOn, to: period.endsOn },
    contracts: parts.map((part) => {
      const { contract, components, billingMethod } = part;
      return {
        number: contract.number as string, // has one: it was activated
        type: contract.type,
        timeZone: contract.timeZone,
        billingMethod,
        ...datesInFile(part),
        prices: own(prices, contract)
          .filter(({ component }) => components.has(component))
          .flatMap((price) => pricesInFile(price, own(pauses, contract), charged)),
        lossFactor: plainDecimal(contract.lossFactor),
        powerCap: powerCapInFile(capOn(contract, own(caps, contract), period.startsOn)),
        assignments: assignments
          .filter((assignment) => assignment.contract.id === contract.id)
          .map((assignment) => assignmentInFile(assignment, nameOf(assignment))),
        hashStreams: infinity.streams(contract, own(pauses, contract)),
        deliveredPercent: infinity.delivered(contract),
      };
    }),
    registers,
    hashrate: await hashrateOf(em, units('HASH'), span),
    taxes: taxes
      .filter(({ code }) => used.has(code))
      .map(({ code, percent }) => ({ code, percent: plainDecimal(percent) })),
    adjustments: adjustments.map(({ description, amount, taxCode }) => ({
      description,
      amount: formatMoney(amount, currency),
      taxCode: chargedCode(taxCode, charged),
    })),
    billed: null,
  };
  return {
    file: opaqueNeighbours(file),
    readings,
    contracts: new Map(contracts.map((contract) => [contract.number as string, contract])),
    registerId: idOf,
    undelivered: infinity.unknown,
    parts,
    adjustments,
  };
}

/** The registers of units; their readings stay numbers until the file is written. */
async function registersIn(em: EntityManager, units: readonly UnitOfInterest[], span: { from: Date; to: Date }) {
  const { idOf, portions } = await registersInPortions(em, units, span);
  const registers: RegisterRow[] = [];
  const readingsOf = new Map<string, Readings>();
  for await (const portion of portions)
    for (const { register, readings } of portion) {
      registers.push(register);
      readingsOf.set(register.id, readings);
    }
  return { idOf, registers, readings: readingsOf };
}

/** The month as the zones of these contracts have it, from the first beginning to the last end. */
export function spanOf(contracts: readonly Contract[], period: Period): { from: Date; to: Date } {
  const zones = contracts.length > 0 ? contracts.map(({ timeZone }) => timeZone) : ['UTC'];
  const instants = (date: string) => zones.map((zone) => startOfDate(date, zone).getTime());
  return { from: new Date(Math.min(...instants(period.startsOn))), to: new Date(Math.max(...instants(period.endsOn))) };
}

/** The assignments that meet the month or touch it, in order of time. */
export async function assignmentsIn(
  em: EntityManager,
  contracts: readonly Contract[],
  period: Period,
): Promise<Assignment[]> {
  const { from, to } = spanOf(contracts, period);
  return em.find(
    Assignment,
    {
      contract: { $in: contracts.map(({ id }) => id) },
      fromAt: { $lte: to },
      $or: [{ toAt: null }, { toAt: { $gte: from } }],
    },
    { orderBy: { fromAt: 'asc', id: 'asc' } },
  );
}

/** The rates that hold on a day, in their order. */
async function taxesOn(em: EntityManager, day: string): Promise<TaxRate[]> {
  const rates = await em.find(TaxRate, {}, { orderBy: { position: 'asc', id: 'asc' } });
  return rates.filter(({ startsOn, endsOn }) => (!startsOn || startsOn <= day) && (!endsOn || day < endsOn));
}

/**
 * A price as the file has it. A fee that stops while the contract is suspended is cut there; energy never is, as it was
 * used, nor hashrate, whose streams are cut instead (a missing price would hold the bill). A tax that doesn't hold that
 * month is not charged.
 */
function pricesInFile(price: Price, pauses: readonly Suspension[], charged: ReadonlySet<string>): PriceRow[] {
  const { component, unit, rate, startsOn, endsOn, taxCode } = price;
  const stops = component !== 'ENERGY' && component !== 'HASHRATE';
  return without({ from: startsOn, to: endsOn }, stops ? pauses : []).map((dates) => ({
    component,
    unit,
    rate,
    ...dates,
    taxCode: chargedCode(taxCode, charged),
  }));
}

const chargedCode = (code: string | null, charged: ReadonlySet<string>): string | null =>
  code !== null && charged.has(code) ? code : null;

const powerCapInFile = ({ powerCapKw, capPolicy, overageRate }: ReturnType<typeof capOn>) =>
  powerCapKw !== null && capPolicy !== null
    ? {
        kw: plainDecimal(powerCapKw),
        policy: capPolicy,
        overageRate: overageRate === null ? null : plainDecimal(overageRate),
      }
    : null;

const assignmentInFile = (assignment: Assignment, unit: string) => ({
  unit,
  from: fileInstant(assignment.fromAt),
  to: assignment.toAt ? fileInstant(assignment.toAt) : null,
  powerW: assignment.ratedPowerW === null ? null : plainDecimal(assignment.ratedPowerW),
  efficiencyJPerTh: assignment.efficiencyJPerTh === null ? null : plainDecimal(assignment.efficiencyJPerTh),
});
