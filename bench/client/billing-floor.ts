// URL FROM TO PART OF: the floor of a billing run in a process of its own. On any message it reads the readings of its part of the customers out, 200
// registers at a time, and rates each customer's bundle; it writes nothing. It says when it is ready, and then the energy that it billed.
import { type Evidence, parseEvidence, rate, type Readings } from '@hashyard/rating';
import pg from 'pg';

type Customer = { readonly number: string; readonly nos: readonly number[] };

const [url, from = '', to = '', part = '0', of = '1'] = process.argv.slice(2);
const registersAtOnce = 200;
/** Seconds from 1970 to 2000, when PostgreSQL's time begins. */
const epochSeconds = 946_684_800;
const database = new pg.Client({ connectionString: url });
await database.connect();

async function customers(): Promise<Customer[]> {
  const { rows } = await database.query<Customer>(
    `select c.number, array_agg(g.no order by g.no) as nos from contract c join assignment a on a.contract_id = c.id
     join feed f on f.miner_id = a.miner_id join register g on g.outlet_id = f.outlet_id group by c.number order by c.number`,
  );
  return rows.filter((_, index) => index % Number(of) === Number(part));
}

async function read(nos: readonly number[]): Promise<Readings[]> {
  const { rows } = await database.query<{ bytes: Buffer }>({
    text: `select x.bytes from unnest($1::int[]) with ordinality as w (no, place) cross join lateral (
       select string_agg(timestamptz_send(r.taken_at) || int8send(r.register_wh), ''::bytea order by r.taken_at) as bytes
       from register_reading r where r.register_no = w.no and r.taken_at >= $2::timestamptz and r.taken_at <= $3::timestamptz) x order by w.place`,
    values: [nos, from, to],
  });
  return rows.map(({ bytes }) => {
    const words = new BigInt64Array(Uint8Array.from(bytes.swap64()).buffer);
    const count = words.length / 2;
    const [at, wh] = [new Float64Array(count), new BigInt64Array(count)];
    for (let i = 0; i < count; i++) {
      at[i] = Number(words[2 * i]) / 1_000_000 + epochSeconds;
      wh[i] = words[2 * i + 1] ?? 0n;
    }
    return { at, wh };
  });
}

function bundleOf({ number, nos }: Customer, readings: readonly Readings[]): Evidence {
  const parsed = parseEvidence({
    format: 'hashyard-evidence/1',
    currency: 'USD',
    period: { from, to },
    contracts: [
      {
        number,
        type: 'HOSTED',
        timeZone: 'UTC',
        billingMethod: 'METERED',
        startsOn: from,
        prices: [{ component: 'ENERGY', unit: 'KWH', rate: '0.0725' }],
        assignments: nos.map((no) => ({ unit: `M${no}`, from: `${from}T00:00:00Z` })),
      },
    ],
    registers: nos.map((no) => ({ id: `R${no}`, feeds: [{ unit: `M${no}` }], readings: [] })),
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults.slice(0, 3)));
  const registers = parsed.bundle.registers.map((register, index) => {
    const own = readings[index];
    return own ? { ...register, readings: own } : register;
  });
  return { ...parsed.bundle, registers };
}

async function billAll(all: readonly Customer[]): Promise<bigint> {
  let billedWh = 0n;
  for (const customer of all) {
    const readings: Readings[] = [];
    for (let at = 0; at < customer.nos.length; at += registersAtOnce)
      readings.push(...(await read(customer.nos.slice(at, at + registersAtOnce))));
    for (const { unit, quantity } of rate(bundleOf(customer, readings)).lines)
      if (unit === 'KWH') billedWh += BigInt(quantity.replace('.', ''));
  }
  return billedWh;
}

const all = await customers();
process.on('message', async () => {
  process.send?.(String(await billAll(all)));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
