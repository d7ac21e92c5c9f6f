import { defineEntity, p } from '@mikro-orm/core';
import { Site } from '../sites/site.entity.ts';
import { Collector } from './collector.entity.ts';

/** A scan that a collector is asked for; under way until `finishedAt`. `addresses`: where a device answered so far. */
const ScanSchema = defineEntity({
  name: 'Scan',
  tableName: 'scan',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    site: () => p.manyToOne(Site).ref(),
    collector: () => p.manyToOne(Collector).ref(),
    networks: p.array(),
    ports: p.array((text: string) => Number(text)),
    done: p.integer(),
    total: p.integer(),
    addresses: p.array(),
    startedAt: p.datetime(),
    finishedAt: p.datetime().strictNullable(),
  },
});
export class Scan extends ScanSchema.class {}
ScanSchema.setClass(Scan);

/** A device that a scan found; a proposal until it is decided. `deviceId`: what it became. */
const DiscoverySchema = defineEntity({
  name: 'Discovery',
  tableName: 'discovery',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    site: () => p.manyToOne(Site).ref(),
    collector: () => p.manyToOne(Collector).ref(),
    scanId: p.uuid(),
    kind: p.string().$type<'MINER' | 'PDU' | 'METER'>(),
    address: p.string(),
    make: p.string().strictNullable(),
    model: p.string().strictNullable(),
    serial: p.string().strictNullable(),
    mac: p.string().strictNullable(),
    firmware: p.string().strictNullable(),
    seenAt: p.datetime(),
    decision: p.string().$type<'ACCEPTED' | 'IGNORED'>().strictNullable(),
    decidedAt: p.datetime().strictNullable(),
    deviceId: p.uuid().strictNullable(),
  },
});
export class Discovery extends DiscoverySchema.class {}
DiscoverySchema.setClass(Discovery);
