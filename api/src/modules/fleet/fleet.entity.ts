import { defineEntity, p } from '@mikro-orm/core';
import { TimeRangeType } from '../../database/time-range.ts';
import { Collector } from '../collectors/collector.entity.ts';
import { Customer } from '../customers/customer.entity.ts';
import { Site } from '../sites/site.entity.ts';

const RackSchema = defineEntity({
  name: 'Rack',
  tableName: 'rack',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    site: () => p.manyToOne(Site).ref(),
    name: p.string(),
    group: p.string().fieldName('group_name').strictNullable(),
    rows: p.integer(),
    columns: p.integer(),
    capacityKw: p.decimal('string').strictNullable(),
  },
});
export class Rack extends RackSchema.class {}
RackSchema.setClass(Rack);

/** A place in a rack. `row` and `column` count from 1, top left. */
const SlotSchema = defineEntity({
  name: 'Slot',
  tableName: 'slot',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    rack: () => p.manyToOne(Rack).ref(),
    row: p.integer().fieldName('row_no'),
    column: p.integer().fieldName('column_no'),
    label: p.string(),
  },
});
export class Slot extends SlotSchema.class {}
SlotSchema.setClass(Slot);

/** Nameplate values of a make and model. `source`: where they come from; null: typed by hand. */
const MinerModelSchema = defineEntity({
  name: 'MinerModel',
  tableName: 'miner_model',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    make: p.string(),
    name: p.string(),
    ratedHashrateThs: p.decimal('string'),
    ratedPowerW: p.decimal('string'),
    ratedEfficiencyJPerTh: p.decimal('string').fieldName('rated_efficiency_j_per_th'),
    source: p.string().strictNullable(),
  },
});
export class MinerModel extends MinerModelSchema.class {}
MinerModelSchema.setClass(MinerModel);

/** `no` is the device's small number in telemetry. Rated values are the miner's own where they differ from its model's. */
const MinerSchema = defineEntity({
  name: 'Miner',
  tableName: 'miner',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    no: p.integer().defaultRaw("nextval('device_no')"),
    site: () => p.manyToOne(Site).ref(),
    model: () => p.manyToOne(MinerModel).ref(),
    name: p.string(),
    serial: p.string().strictNullable(),
    mac: p.string().strictNullable(),
    address: p.string().strictNullable(),
    collector: () => p.manyToOne(Collector).ref().strictNullable(),
    slot: () => p.manyToOne(Slot).ref().strictNullable(),
    owner: () => p.manyToOne(Customer).ref().strictNullable(),
    maintenance: p.boolean(),
    maintenanceSince: p.datetime().strictNullable(),
    maintenanceReason: p.string().strictNullable(),
    ratedHashrateThs: p.decimal('string').strictNullable(),
    ratedPowerW: p.decimal('string').strictNullable(),
    ratedEfficiencyJPerTh: p.decimal('string').fieldName('rated_efficiency_j_per_th').strictNullable(),
    firmware: p.string().strictNullable(),
    firmwareVersion: p.string().strictNullable(),
    profile: p.string().strictNullable(),
    createdAt: p.datetime(),
    retiredAt: p.datetime().strictNullable(),
  },
});
export class Miner extends MinerSchema.class {}
MinerSchema.setClass(Miner);

export type ProfileEvidence = 'RECORDED' | 'DOCUMENTED' | 'UNVERIFIED';

/** `breakerA`: what the breaker before each phase is rated for. `meter`: the one that measures it too. */
const PduSchema = defineEntity({
  name: 'Pdu',
  tableName: 'pdu',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    no: p.integer().defaultRaw("nextval('device_no')"),
    site: () => p.manyToOne(Site).ref(),
    rack: () => p.manyToOne(Rack).ref().strictNullable(),
    collector: () => p.manyToOne(Collector).ref().strictNullable(),
    name: p.string(),
    address: p.string().strictNullable(),
    model: p.string().strictNullable(),
    serial: p.string().strictNullable(),
    profile: p.string().strictNullable(),
    profileEvidence: p.string().$type<ProfileEvidence>().strictNullable(),
    profileConfirmedAt: p.datetime().strictNullable(),
    profileConfirmedNote: p.string().strictNullable(),
    breakerA: p.decimal('string').strictNullable(),
    meter: () => p.manyToOne(Meter).ref().strictNullable(),
    createdAt: p.datetime(),
    retiredAt: p.datetime().strictNullable(),
  },
});
export class Pdu extends PduSchema.class {}
PduSchema.setClass(Pdu);

/** `number` is the device's own. */
const OutletSchema = defineEntity({
  name: 'Outlet',
  tableName: 'outlet',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    no: p.integer().defaultRaw("nextval('device_no')"),
    pdu: () => p.manyToOne(Pdu).ref(),
    number: p.integer(),
    label: p.string().strictNullable(),
  },
});
export class Outlet extends OutletSchema.class {}
OutletSchema.setClass(Outlet);

/** A phase of a PDU or meter, by the device's own name. */
const PhaseSchema = defineEntity({
  name: 'Phase',
  tableName: 'phase',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    no: p.integer().defaultRaw("nextval('device_no')"),
    pdu: () => p.manyToOne(Pdu).ref().strictNullable(),
    meter: () => p.manyToOne(Meter).ref().strictNullable(),
    position: p.integer(),
    name: p.string(),
  },
});
export class Phase extends PhaseSchema.class {}
PhaseSchema.setClass(Phase);

/** `main`: the meter of the whole site. `parent`: the meter that measures it too. */
const MeterSchema = defineEntity({
  name: 'Meter',
  tableName: 'meter',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    no: p.integer().defaultRaw("nextval('device_no')"),
    site: () => p.manyToOne(Site).ref(),
    collector: () => p.manyToOne(Collector).ref().strictNullable(),
    name: p.string(),
    main: p.boolean(),
    address: p.string().strictNullable(),
    serial: p.string().strictNullable(),
    profile: p.string().strictNullable(),
    profileEvidence: p.string().$type<ProfileEvidence>().strictNullable(),
    profileConfirmedAt: p.datetime().strictNullable(),
    profileConfirmedNote: p.string().strictNullable(),
    breakerA: p.decimal('string').strictNullable(),
    parent: () => p.manyToOne(Meter).ref().strictNullable(),
    createdAt: p.datetime(),
    retiredAt: p.datetime().strictNullable(),
  },
});
export class Meter extends MeterSchema.class {}
MeterSchema.setClass(Meter);

/** A device's secrets, sealed by the installation's vault. Exactly one of the three. */
const DeviceCredentialSchema = defineEntity({
  name: 'DeviceCredential',
  tableName: 'device_credential',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    miner: () => p.manyToOne(Miner).ref().strictNullable(),
    pdu: () => p.manyToOne(Pdu).ref().strictNullable(),
    meter: () => p.manyToOne(Meter).ref().strictNullable(),
    sealed: p.blob(),
  },
});
export class DeviceCredential extends DeviceCredentialSchema.class {}
DeviceCredentialSchema.setClass(DeviceCredential);

/** A cumulative energy register of an outlet or of a meter. `maxPowerW` bounds what a rollover may hide. */
const RegisterSchema = defineEntity({
  name: 'Register',
  tableName: 'register',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    no: p.integer().defaultRaw("nextval('device_no')"),
    outlet: () => p.manyToOne(Outlet).ref().strictNullable(),
    meter: () => p.manyToOne(Meter).ref().strictNullable(),
    name: p.string(),
    rolloverWh: p.bigint('string').strictNullable(),
    maxPowerW: p.bigint('string').strictNullable(),
  },
});
export class Register extends RegisterSchema.class {}
RegisterSchema.setClass(Register);

/** Which unit (a miner, or a site) draws from an outlet or meter, when, with which share. */
const FeedSchema = defineEntity({
  name: 'Feed',
  tableName: 'feed',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    outlet: () => p.manyToOne(Outlet).ref().strictNullable(),
    meter: () => p.manyToOne(Meter).ref().strictNullable(),
    miner: () => p.manyToOne(Miner).ref().strictNullable(),
    site: () => p.manyToOne(Site).ref().strictNullable(),
    during: p.type(TimeRangeType),
    weight: p.decimal('string'),
  },
});
export class Feed extends FeedSchema.class {}
FeedSchema.setClass(Feed);

const RegisterReplacementSchema = defineEntity({
  name: 'RegisterReplacement',
  tableName: 'register_replacement',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    register: () => p.manyToOne(Register).ref(),
    at: p.datetime(),
    finalWh: p.bigint('string'),
    initialWh: p.bigint('string'),
    note: p.string().strictNullable(),
  },
});
export class RegisterReplacement extends RegisterReplacementSchema.class {}
RegisterReplacementSchema.setClass(RegisterReplacement);

const RegisterVoidSchema = defineEntity({
  name: 'RegisterVoid',
  tableName: 'register_void',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    register: () => p.manyToOne(Register).ref(),
    during: p.type(TimeRangeType),
    reason: p.string(),
  },
});
export class RegisterVoid extends RegisterVoidSchema.class {}
RegisterVoidSchema.setClass(RegisterVoid);

/** Which customer sees a unit's data of which time. Kept by the contracts, by trigger; its id is the assignment's. */
const ReachSchema = defineEntity({
  name: 'Reach',
  tableName: 'reach',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    customerId: p.uuid(),
    unitId: p.uuid(),
    unitNo: p.integer(),
    during: p.type(TimeRangeType),
  },
});
export class Reach extends ReachSchema.class {}
ReachSchema.setClass(Reach);
