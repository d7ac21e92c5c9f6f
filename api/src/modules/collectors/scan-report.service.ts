import { LockMode } from '@mikro-orm/core';
import { insertRows } from '../../database/insert-rows.ts';
import type { Scope } from '../../database/scope.ts';
import { isId, newId } from '../../ids.ts';
import type { FoundDeviceInput, ScanReportInput } from './collector.inputs.ts';
import { Scan } from './scan.entity.ts';

/** Devices in one report of a scan. */
export const mostFound = 1_000;

/**
 * Takes what a collector tells of its scans. A second delivery changes nothing: progress only grows, an address counts once.
 * A scan that isn't its own, or isn't known any more, is passed over: there is nothing that the collector could do about it.
 */
export async function takeScanReports(
  scope: Scope,
  collectorId: string,
  reports: readonly ScanReportInput[],
): Promise<void> {
  for (const { scanId, done, total, found } of reports) {
    const where = { id: scanId, collector: collectorId };
    const scan = isId(scanId) ? await scope.em.findOne(Scan, where, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
    if (!scan) continue;
    const devices = new Map((found ?? []).flatMap((device) => (nameable(device) ? [[device.address, device]] : [])));
    if (devices.size > 0) await propose(scope, scan, [...devices.values()]);
    scan.addresses = [...new Set([...scan.addresses, ...devices.keys()])];
    scan.total = Math.max(0, total);
    scan.done = Math.min(Math.max(scan.done, done), scan.total);
    // Nothing of nothing is a scan that has yet to begin.
    if (scan.total > 0 && scan.done === scan.total) scan.finishedAt ??= scope.now();
    await scope.em.flush();
  }
}

const nameable = ({ address }: FoundDeviceInput): boolean => /^[\x21-\x7e]{1,200}$/.test(address);

/** Text that a device says of itself: one line, of a length that fits. */
const said = (text: string | null | undefined): string | null =>
  text
    ?.replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, 200) || null;

/** What isn't known at its address already, and wasn't set aside there, becomes a proposal or renews the one that is open. */
async function propose({ em, now }: Scope, scan: Scan, devices: readonly FoundDeviceInput[]): Promise<void> {
  const rows = devices.map(({ kind, address, make, model, serial, mac, firmware }) => ({
    id: newId(),
    kind,
    address,
    make: said(make),
    model: said(model),
    serial: said(serial),
    mac: said(mac)?.toUpperCase() ?? null,
    firmware: said(firmware),
  }));
  const known: { address: string }[] = await em.execute(knownSql, [
    JSON.stringify(rows),
    ...Array(4).fill(scan.collector.id),
  ]);
  const knownAddresses = new Set(known.map(({ address }) => address));
  const fresh = rows.filter(({ address }) => !knownAddresses.has(address));
  await em.execute(
    `delete from discovery where collector_id = ? and decided_at is null and address in (select value ->> 'address' from jsonb_array_elements(?::jsonb))`,
    [scan.collector.id, JSON.stringify(rows)],
  );
  const { organizationId: organization_id } = scan;
  const place = {
    organization_id,
    site_id: scan.site.id,
    collector_id: scan.collector.id,
    scan_id: scan.id,
    seen_at: now(),
  };
  await insertRows(
    em,
    'discovery',
    fresh.map((row) => ({ ...row, ...place })),
  );
}

/** Of the rows found those that are a device of this collector already, as far as MAC and serial tell, or were set aside. */
const knownSql = /* sql */ `
with f as (select * from jsonb_populate_recordset(null::discovery, ?::jsonb)),
devices as (
  select 'MINER' as kind, address, mac, serial from miner where collector_id = ?
  union all select 'PDU', address, null, serial from pdu where collector_id = ?
  union all select 'METER', address, null, serial from meter where collector_id = ?)
select f.address from f join devices d on d.kind = f.kind and d.address = f.address
  where coalesce(d.mac = f.mac, true) and coalesce(d.serial = f.serial, true)
union
select f.address from f join discovery o on o.collector_id = ? and o.decision = 'IGNORED' and o.address = f.address and o.kind = f.kind
  where o.mac is not distinct from f.mac and o.serial is not distinct from f.serial and o.model is not distinct from f.model`;
