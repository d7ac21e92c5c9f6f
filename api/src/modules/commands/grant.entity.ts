import { defineEntity, p } from '@mikro-orm/core';
import type { DeviceAction } from '../collectors/index.ts';

/** What a contract leaves to its customer's people; without a row nothing. Its id is the contract's. */
const CommandGrantSchema = defineEntity({
  name: 'CommandGrant',
  tableName: 'command_grant',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    actions: p.array().$type<DeviceAction[]>(),
  },
});
export class CommandGrant extends CommandGrantSchema.class {}
CommandGrantSchema.setClass(CommandGrant);
