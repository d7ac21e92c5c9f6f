/** Each is `bench/<name>.ts`, in the order in which they run. */
export const benches: readonly string[] = [
  'poll',
  'snmp',
  'modbus',
  'ingest',
  'rating',
  'billing',
  'fanout',
  'api',
  'memory',
  'latency',
];
