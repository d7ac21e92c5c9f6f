import { energySeries, formatKwh } from '@hashyard/rating';
import type { EntityManager } from '@mikro-orm/postgresql';
import { GraphQLError } from 'graphql';
import type { ViewerContext } from '../../context.ts';
import { isCustomers } from '../../graphql/staff-only.ts';
import { isId } from '../../ids.ts';
import { Meter, Outlet, Pdu, Register } from '../fleet/fleet.entity.ts';
import { Site } from '../sites/site.entity.ts';
import { type BalanceDevice, type Energy, noEnergy, together, treeOf, unaccounted } from './balance.rules.ts';
import type { BalanceRow, EnergyBalance } from './balance.type.ts';
import { percentOf } from './energy.service.ts';
import { readRegister, type RegisterStory } from './read-register.ts';
import { registersById } from './registers.service.ts';
import type { ClosedSpan } from './span.rules.ts';

/** Quarter hours of registers that one balance may have read: 300 registers for a year. */
const mostReadings = 12_000_000;
/** Registers whose readings are in memory at once. */
const chunkSize = 100;

type Node = BalanceDevice & { readonly row: Meter | Pdu; readonly registerIds: readonly string[] };

/** The energy of a site's meters and PDUs, each against what is below it. Null where the viewer has no such site; staff's alone. */
export async function energyBalance(
  context: ViewerContext,
  { siteId, from, to }: { siteId: string; from: Date; to: Date },
): Promise<EnergyBalance | null> {
  if (to <= from) throw bad('to must be after from.', 'BAD_USER_INPUT');
  const { em } = context;
  if (isCustomers(context) || !isId(siteId) || !(await em.findOne(Site, { id: siteId }))) return null;
  const nodes = await nodesAt(em, siteId);
  const now = context.now();
  const past = { from, to: to < now ? to : now };
  const energies = past.from < past.to ? await energiesOf(em, nodes, past) : new Map<string, Energy>();
  const of = ({ registerIds }: Node) => together(registerIds.map((id) => energies.get(id) ?? noEnergy));
  const rows = treeOf(nodes).map(({ device, depth, below }) => {
    const own = of(device);
    return { device: device.row, depth, ...shown(own), ...against(own, below.map(of)) };
  });
  return { from, to, rows };
}

const bad = (message: string, code: string) => new GraphQLError(message, { extensions: { code } });

async function nodesAt(em: EntityManager, siteId: string): Promise<Node[]> {
  const here = { site: siteId, retiredAt: null };
  const [meters, pdus] = [await em.find(Meter, here), await em.find(Pdu, here)];
  const outlets = await em.find(Outlet, { pdu: { $in: pdus.map(({ id }) => id) } });
  const pduOf = new Map(outlets.map(({ id, pdu }) => [id, pdu.id]));
  const registers = await em.find(Register, {
    $or: [{ meter: { $in: meters.map(({ id }) => id) } }, { outlet: { $in: [...pduOf.keys()] } }],
  });
  const ofDevice = new Map<string | undefined, string[]>();
  for (const { id, meter, outlet } of registers) {
    const device = meter?.id ?? pduOf.get(outlet?.id ?? '');
    ofDevice.set(device, [...(ofDevice.get(device) ?? []), id]);
  }
  const node = (row: Meter | Pdu, parts: Omit<BalanceDevice, 'id' | 'name'>): Node => ({
    id: row.id,
    name: row.name,
    ...parts,
    row,
    registerIds: ofDevice.get(row.id) ?? [],
  });
  return [
    ...meters.map((row) => node(row, { main: row.main, isMeter: true, aboveId: row.parent?.id ?? null })),
    ...pdus.map((row) => node(row, { main: false, isMeter: false, aboveId: row.meter?.id ?? null })),
  ];
}

/** The energy that each register measured, whatever hung on it, by the intervals that bills are made of. */
async function energiesOf(em: EntityManager, nodes: readonly Node[], past: ClosedSpan): Promise<Map<string, Energy>> {
  const ids = nodes.flatMap(({ registerIds }) => registerIds);
  if (ids.length * Math.ceil((past.to.getTime() - past.from.getTime()) / 900_000) > mostReadings)
    throw bad('That is too much at once: ask for a shorter time.', 'TOO_COSTLY');
  const [from, to] = [Math.floor(past.from.getTime() / 1000), Math.floor(past.to.getTime() / 1000)];
  const energies = new Map<string, Energy>();
  for (let at = 0; at < ids.length; at += chunkSize) {
    const spans = new Map(ids.slice(at, at + chunkSize).map((id) => [id, past]));
    for (const [id, register] of await registersById(em, spans)) {
      const [step] = energySeries(new Map([[whole, [{ from, to }]]]), [readRegister(asOne(register))], [from, to]);
      if (step) energies.set(id, step);
    }
  }
  return energies;
}

const whole = 'whole';

/** A register as if one unit hung on it all the time: all that it measured, and what was put in for its gaps. */
function asOne({ register, readings }: RegisterStory): RegisterStory {
  const estimates = new Map<string, { from: string; to: string; wh: bigint; method: string }>();
  for (const { from, to, wh, method } of register.estimates ?? []) {
    const known = estimates.get(`${from} ${to}`);
    estimates.set(`${from} ${to}`, { from, to, method, wh: (known?.wh ?? 0n) + BigInt(wh) });
  }
  return {
    register: {
      ...register,
      feeds: [{ unit: whole, from: null, to: null, weight: '1' }],
      estimates: [...estimates.values()].map(({ wh, ...range }) => ({ unit: whole, ...range, wh: String(wh) })),
    },
    readings,
  };
}

const kwh = (wh: bigint | null): string | null => (wh === null ? null : formatKwh(wh));

const shown = (own: Energy) => ({
  energyKwh: kwh(own.energyWh),
  estimatedKwh: formatKwh(own.estimatedWh),
  coveredPercent: percentOf(own),
});

type Against = Omit<BalanceRow, 'device' | 'depth' | keyof ReturnType<typeof shown>>;

function against(own: Energy, parts: readonly Energy[]): Against {
  const below = together(parts);
  const difference = unaccounted(own, below);
  return {
    belowKwh: kwh(below.energyWh),
    belowEstimatedKwh: parts.length > 0 ? formatKwh(below.estimatedWh) : null,
    belowCoveredPercent: parts.length > 0 ? percentOf(below) : null,
    unaccountedKwh: difference && formatKwh(difference.wh),
    unaccountedPercent: difference?.percent ?? null,
  };
}
