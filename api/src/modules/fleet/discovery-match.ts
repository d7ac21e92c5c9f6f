import type { EntityManager } from '@mikro-orm/postgresql';
import type { Discovery } from '../collectors/scan.entity.ts';
import { Meter, Miner, Pdu } from './fleet.entity.ts';

export type KnownDevice = Miner | Pdu | Meter;

/**
 * Which known device a proposal seems to be: the one of its MAC, else of its serial, wherever that was; else the one that
 * is kept at its address, which this one has replaced. Of many proposals in one query a kind.
 */
export async function matchesOf(em: EntityManager, found: readonly Discovery[]): Promise<(KnownDevice | null)[]> {
  const of = (kind: Discovery['kind']) => found.filter((one) => one.kind === kind);
  const texts = (ones: readonly Discovery[], field: 'mac' | 'serial' | 'address') =>
    ones.flatMap((one) => one[field] ?? []);
  const where = (ones: readonly Discovery[]) => [
    { serial: { $in: texts(ones, 'serial') } },
    { address: { $in: texts(ones, 'address') } },
  ];
  const [miners, pdus, meters] = [of('MINER'), of('PDU'), of('METER')];
  const known: Record<Discovery['kind'], readonly KnownDevice[]> = {
    MINER: miners.length
      ? await em.find(Miner, { $or: [{ mac: { $in: texts(miners, 'mac') } }, ...where(miners)] })
      : [],
    PDU: pdus.length ? await em.find(Pdu, { $or: where(pdus) }) : [],
    METER: meters.length ? await em.find(Meter, { $or: where(meters) }) : [],
  };
  return found.map((one) => {
    const devices = known[one.kind];
    const same = (fits: (device: KnownDevice) => boolean) => devices.find(fits) ?? null;
    return (
      (one.mac ? same((device) => device instanceof Miner && device.mac === one.mac) : null) ??
      (one.serial ? same((device) => device.serial === one.serial) : null) ??
      same((device) => device.address === one.address && device.collector?.id === one.collector.id)
    );
  });
}
