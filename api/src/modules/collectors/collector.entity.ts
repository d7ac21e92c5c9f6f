import { defineEntity, p } from '@mikro-orm/core';
import type { CollectorHealth } from './health.rules.ts';
import { Site } from '../sites/site.entity.ts';

/** A site's program that talks to the devices. Its token is kept as a hash; `sealingKey` is its own X25519 public key. */
const CollectorSchema = defineEntity({
  name: 'Collector',
  tableName: 'collector',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    site: () => p.manyToOne(Site).ref(),
    name: p.string(),
    tokenHash: p.blob().lazy(),
    tokenGeneration: p.integer(),
    sealingKey: p.blob().strictNullable(),
    pollEverySeconds: p.integer(),
    registerEverySeconds: p.integer(),
    createdAt: p.datetime(),
    revokedAt: p.datetime().strictNullable(),
  },
});
export class Collector extends CollectorSchema.class {}
CollectorSchema.setClass(Collector);

/** What changes with every batch; its id is the collector's. `planRevision` grows with each change of the plan, by trigger. */
const CollectorStateSchema = defineEntity({
  name: 'CollectorState',
  tableName: 'collector_state',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    planRevision: p.integer(),
    version: p.string().strictNullable(),
    lastSeenAt: p.datetime().strictNullable(),
    newestReadingAt: p.datetime().strictNullable(),
    spooledReadings: p.integer().strictNullable(),
    clockOffsetMs: p.integer().strictNullable(),
    allowedNetworks: p.array(),
    health: p.json<CollectorHealth>().strictNullable(),
  },
});
export class CollectorState extends CollectorStateSchema.class {}
CollectorStateSchema.setClass(CollectorState);
