import type { Scope } from '../../database/scope.ts';
import type { Discovery } from '../collectors/scan.entity.ts';
import { Meter, Miner, Pdu } from './fleet.entity.ts';
import { modelKey } from './model-name.rules.ts';

export type KnownDevice = Miner | Pdu | Meter;
export type MatchedBy = 'MAC' | 'SERIAL' | 'ADDRESS' | 'MODEL';
export type Match = { readonly device: KnownDevice; readonly by: MatchedBy };

/**
 * Which known device a proposal seems to be: the one of its MAC, else of its serial, wherever that was; else the one that
 * is kept at its address, which this one has replaced; else, of a machine that says neither, the only silent one of its
 * model there. Of many proposals in one query a kind.
 */
export async function matchesOf(scope: Scope, found: readonly Discovery[]): Promise<(Match | null)[]> {
  const { em } = scope;
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
  const silent = await silentMachines(scope, found.filter(saysNothing));
  return found.map((one) => {
    const first = (by: MatchedBy, fits: (device: KnownDevice) => boolean): Match | null => {
      const device = known[one.kind].find(fits);
      return device ? { device, by } : null;
    };
    return (
      (one.mac ? first('MAC', (device) => device instanceof Miner && device.mac === one.mac) : null) ??
      (one.serial ? first('SERIAL', (device) => device.serial === one.serial) : null) ??
      first('ADDRESS', (device) => device.address === one.address && device.collector?.id === one.collector.id) ??
      silent.get(one) ??
      null
    );
  });
}

const saysNothing = ({ kind, mac, serial, model }: Discovery): boolean =>
  kind === 'MINER' && mac === null && serial === null && model !== null;

/** So long a machine has to be silent until another answer may be it. */
const silentMs = 5 * 60_000;

/** For machines that say no more than their model: the silent one that says no more either, while there is one of each alone. */
async function silentMachines({ em, now }: Scope, found: readonly Discovery[]): Promise<ReadonlyMap<Discovery, Match>> {
  const matches = new Map<Discovery, Match>();
  if (found.length === 0) return matches;
  const rows: { id: string; site_id: string; name: string }[] = await em.execute(
    `select m.id, m.site_id, k.name from miner m join miner_model k on k.id = m.model_id left join miner_latest l on l.miner_id = m.id
     where m.site_id = any (?::uuid[]) and m.mac is null and m.serial is null and m.retired_at is null
       and (l.taken_at is null or l.taken_at < ?::timestamptz)`,
    [`{${found.map(({ site }) => site.id).join(',')}}`, new Date(now().getTime() - silentMs)],
  );
  const devices = await em.find(Miner, { id: { $in: rows.map(({ id }) => id) } });
  for (const one of found) {
    const alike = found.filter((other) => other.site.id === one.site.id && keyOf(other) === keyOf(one));
    const candidates = rows.filter((row) => row.site_id === one.site.id && modelKey(row.name) === keyOf(one));
    const device = devices.find(({ id }) => id === candidates[0]?.id);
    if (device && alike.length === 1 && candidates.length === 1) matches.set(one, { device, by: 'MODEL' });
  }
  return matches;
}

const keyOf = ({ model }: Discovery): string => modelKey(model ?? '');
