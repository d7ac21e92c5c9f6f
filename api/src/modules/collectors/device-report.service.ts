import { LockMode } from '@mikro-orm/core';
import { insertRows } from '../../database/insert-rows.ts';
import type { Scope } from '../../database/scope.ts';
import type { Faults } from '../../graphql/faults.ts';
import { isId, newId } from '../../ids.ts';
import { Meter, Outlet, Pdu, Phase, Register } from '../fleet/fleet.entity.ts';
import type { DeviceReportInput, OutletReportInput } from './collector.inputs.ts';

/** More than any report needs, device has outlets, or supply has phases. */
const mostDevices = 100;
const mostOutlets = 512;
const mostPhases = 24;
const longestPhaseName = 60;

export function readDeviceReports(reports: readonly DeviceReportInput[], faults: Faults): void {
  if (reports.length > mostDevices) faults.add('TOO_MANY', ['devices'], `A report may tell of ${mostDevices} devices.`);
  reports.forEach(({ outlets, phases }, index) => {
    if ((outlets?.length ?? 0) > mostOutlets)
      faults.add('TOO_MANY', ['devices', index, 'outlets'], `A PDU may have ${mostOutlets} outlets.`);
    if ((phases?.length ?? 0) > mostPhases)
      faults.add('TOO_MANY', ['devices', index, 'phases'], `A device may have ${mostPhases} phases.`);
    outlets?.forEach(({ number }, position) => {
      if (number < 0)
        faults.add('NEGATIVE', ['devices', index, 'outlets', position, 'number'], 'Outlets count from 0 or 1.');
    });
  });
}

/**
 * Makes of a device's first answer what the plan lacks: outlets with their registers, phases, its profile, model and
 * serial. What is known stays as it is but an outlet's label, which is the device's own. Nothing is ever taken away: an
 * outlet that doesn't answer any more keeps its history. A device that isn't this collector's is passed over.
 */
export async function takeDeviceReports(
  scope: Scope,
  collectorId: string,
  reports: readonly DeviceReportInput[],
): Promise<void> {
  for (const report of reports) {
    const device = isId(report.deviceId) ? await lockDevice(scope, collectorId, report.deviceId) : null;
    if (!device) continue;
    if (device.profile === null)
      scope.em.assign(device, { profile: said(report.profile), profileEvidence: report.evidence });
    device.serial ??= said(report.serial);
    if (device instanceof Pdu) {
      device.model ??= said(report.model);
      await takeOutlets(scope, device, report.outlets ?? []);
    }
    await takePhases(scope, device, report.phases ?? []);
    await scope.em.flush();
  }
}

/** Under lock, so that two deliveries of one report make nothing twice. */
async function lockDevice({ em }: Scope, collector: string, id: string): Promise<Pdu | Meter | null> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  return (await em.findOne(Pdu, { id, collector }, options)) ?? em.findOne(Meter, { id, collector }, options);
}

/** Text that a device says of itself: one line, of a length that fits. */
const said = (text: string | null | undefined, longest = 200): string | null =>
  text
    ?.replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, longest) || null;

async function takeOutlets({ em }: Scope, pdu: Pdu, reported: readonly OutletReportInput[]): Promise<void> {
  const known = new Map((await em.find(Outlet, { pdu: pdu.id })).map((outlet) => [outlet.number, outlet]));
  const told = [...new Map(reported.map((outlet) => [outlet.number, outlet])).values()];
  for (const { number, label } of told) {
    const outlet = known.get(number);
    if (outlet) outlet.label = said(label) ?? outlet.label;
  }
  await em.flush();
  const organization_id = pdu.organizationId;
  const missing = told.filter(({ number }) => !known.has(number));
  const made = missing.map(({ number, label }) => ({
    id: newId(),
    organization_id,
    pdu_id: pdu.id,
    number,
    label: said(label),
  }));
  await insertRows(em, 'outlet', made);
  const ids = new Map([...known].map(([number, { id }]) => [number, id]));
  for (const { number, id } of made) ids.set(number, id);
  const registers = await em.find(Register, { outlet: { $in: [...ids.values()] } });
  const counted = new Set(registers.map(({ outlet }) => outlet?.id));
  await insertRows(
    em,
    'register',
    told.flatMap(({ number, hasRegister }) => {
      const outlet_id = ids.get(number);
      if (!hasRegister || counted.has(outlet_id)) return [];
      return [{ id: newId(), organization_id, outlet_id, name: `${pdu.name} outlet ${number}` }];
    }),
  );
}

async function takePhases({ em }: Scope, device: Pdu | Meter, reported: readonly string[]): Promise<void> {
  const end = device instanceof Pdu ? ({ pdu: device.id } as const) : ({ meter: device.id } as const);
  const known = await em.find(Phase, end);
  const names = new Set(known.map(({ name }) => name));
  const fresh = [...new Set(reported.flatMap((name) => said(name, longestPhaseName) ?? []))].filter(
    (name) => !names.has(name),
  );
  await insertRows(
    em,
    'phase',
    fresh.map((name, index) => ({
      id: newId(),
      organization_id: device.organizationId,
      pdu_id: device instanceof Pdu ? device.id : null,
      meter_id: device instanceof Pdu ? null : device.id,
      position: known.length + index + 1,
      name,
    })),
  );
}
