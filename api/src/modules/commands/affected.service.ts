import type { EntityManager } from '@mikro-orm/postgresql';
import type { CommandBatch, DeviceCommand } from '../collectors/index.ts';

/** Machines by whose contract they were under when a batch was asked for; `customerId` null: under none that the viewer sees. */
export function affectedBy(
  em: EntityManager,
  { createdAt }: CommandBatch,
  commands: readonly DeviceCommand[],
): Promise<{ customerId: string | null; miners: number }[]> {
  const ids = (list: readonly (string | undefined)[]) => `{${list.filter((id) => id !== undefined).join(',')}}`;
  return em.execute(
    `with units as (select unnest(?::uuid[]) as id
       union select f.miner_id from feed f where f.outlet_id = any (?::uuid[]) and f.miner_id is not null and f.during @> ?::timestamptz)
     select a.customer_id as "customerId", count(distinct u.id)::int as miners from units u
       left join assignment a on a.miner_id = u.id and tstzrange(a.from_at, a.to_at) @> ?::timestamptz
     group by 1 order by 2 desc, 1`,
    [ids(commands.map(({ miner }) => miner?.id)), ids(commands.map(({ outlet }) => outlet?.id)), createdAt, createdAt],
  );
}
