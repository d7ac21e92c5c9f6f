export { CommandBatchResolver, DeviceCommandResolver } from './command.resolver.ts';
export { commandDevices } from './command.service.ts';
export { CommandGrantResolver } from './grant.resolver.ts';
export { grantCommands } from './grant.service.ts';
export { settleCommands } from './settle-commands.job.ts';
