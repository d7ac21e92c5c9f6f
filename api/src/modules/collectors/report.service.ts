import type { ViewerContext } from '../../context.ts';
import { inTransaction } from '../../database/scope.ts';
import { Faults } from '../../graphql/faults.ts';
import { Collector } from './collector.entity.ts';
import type { CollectorHealthInput, ReportCollectorInput } from './collector.inputs.ts';
import { readCommandReports, takeCommandReports } from './command-report.service.ts';
import { readDeviceReports, takeDeviceReports } from './device-report.service.ts';
import { healthAt } from './health.rules.ts';
import { heardOf } from './heard-of.service.ts';
import { mostFound, takeScanReports } from './scan-report.service.ts';
import { readSealingKey } from './sealing.ts';

const mostNetworks = 200;
const mostScans = 100;
const cidr = /^[0-9a-fA-F.:]{2,45}\/\d{1,3}$/;

/** Keeps what a collector says of itself. A new sealing key makes a new revision of its plan: credentials are sealed again. */
export async function reportCollector(context: ViewerContext, input: ReportCollectorInput): Promise<Collector> {
  const collectorId = context.viewer.collectorId as string;
  const faults = new Faults();
  const version = faults.line(input.version, 'version', { max: 60, required: true }) ?? '';
  const spooledReadings = faults.whole(input.spooledReadings, 'spooledReadings', { min: 0, max: 2 ** 31 - 1 }) ?? 0;
  const sealingKey = readSealingKey(input.sealingKey);
  if (!sealingKey) faults.add('OUT_OF_RANGE', ['sealingKey'], 'sealingKey is the base64 of an X25519 public key.');
  if (input.allowedNetworks.length > mostNetworks)
    faults.add('TOO_MANY', ['allowedNetworks'], `A collector may have ${mostNetworks} networks.`);
  input.allowedNetworks.forEach((network, index) => {
    if (!cidr.test(network)) faults.add('OUT_OF_RANGE', ['allowedNetworks', index], 'A network is written as CIDR.');
  });
  if ((input.scans?.length ?? 0) > mostScans)
    faults.add('TOO_MANY', ['scans'], `A report may tell of ${mostScans} scans.`);
  input.scans?.forEach(({ found }, index) => {
    if ((found?.length ?? 0) > mostFound)
      faults.add('TOO_MANY', ['scans', index, 'found'], `A report may tell of ${mostFound} devices of a scan.`);
  });
  if (input.health) readHealth(input.health, faults.within('health'));
  readCommandReports(input.commands ?? [], faults);
  readDeviceReports(input.devices ?? [], faults);
  faults.refuseIfAny();
  return inTransaction(context, async (scope) => {
    const health = input.health ? { health: healthAt(input.health, context.now()) } : {};
    await heardOf(scope, collectorId, { version, spooledReadings, allowedNetworks: input.allowedNetworks, ...health });
    const collector = await scope.em.findOneOrFail(Collector, { id: collectorId });
    if (!collector.sealingKey || !sealingKey?.equals(Buffer.from(collector.sealingKey)))
      collector.sealingKey = sealingKey;
    await takeCommandReports(scope, collectorId, input.commands ?? []);
    await takeDeviceReports(scope, collectorId, input.devices ?? []);
    await takeScanReports(scope, collectorId, input.scans ?? []);
    return collector;
  });
}

/** Counts and seconds are never negative; a step of the clock may be. */
function readHealth(health: CollectorHealthInput, faults: Faults): void {
  for (const [field, count] of Object.entries(health))
    if (field !== 'clockStepMs') faults.whole(count, field, { min: 0, max: Number.MAX_SAFE_INTEGER });
}
