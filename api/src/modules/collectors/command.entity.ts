import { defineEntity, p } from '@mikro-orm/core';
import { Miner, Outlet, Pdu } from '../fleet/fleet.entity.ts';
import type { CommandState, DeviceAction } from './command.words.ts';

/** One request to tell devices something. `effectW`: the change of load that was expected (negative: less); null: not known. */
const CommandBatchSchema = defineEntity({
  name: 'CommandBatch',
  tableName: 'command_batch',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    /** Whose people asked; null: staff. */
    customerId: p.uuid().strictNullable(),
    action: p.string().$type<DeviceAction>(),
    reason: p.string(),
    effectW: p.double().$type<number>().strictNullable(),
    requestedBy: p.string(),
    createdAt: p.datetime(),
  },
});
export class CommandBatch extends CommandBatchSchema.class {}
CommandBatchSchema.setClass(CommandBatch);

/** What one device, or one outlet of a PDU, is told. `payload` is the text that `signature` signs. */
const DeviceCommandSchema = defineEntity({
  name: 'DeviceCommand',
  tableName: 'device_command',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    batchId: p.uuid(),
    collectorId: p.uuid(),
    miner: () => p.manyToOne(Miner).ref().strictNullable(),
    pdu: () => p.manyToOne(Pdu).ref().strictNullable(),
    outlet: () => p.manyToOne(Outlet).ref().strictNullable(),
    payload: p.text(),
    signature: p.blob(),
    turnAt: p.datetime(),
    expiresAt: p.datetime(),
    state: p.string().$type<CommandState>(),
    message: p.string().strictNullable(),
    sentAt: p.datetime().strictNullable(),
    finishedAt: p.datetime().strictNullable(),
  },
});
export class DeviceCommand extends DeviceCommandSchema.class {}
DeviceCommandSchema.setClass(DeviceCommand);
