export { CommandBatch, DeviceCommand } from './command.entity.ts';
export { CommandState, DeviceAction } from './command.words.ts';
export { commandKey, commandSigner } from './command-key.service.ts';
export { type DeviceBook, deviceBook } from './device-book.service.ts';
export { heardOf } from './heard-of.service.ts';
export { CollectorCommandsResolver, CollectorResolver, SiteCollectorsResolver } from './collector.resolver.ts';
export { instructionSource } from './instruction.source.ts';
export { isOnline } from './online.rules.ts';
export { reportCollector } from './report.service.ts';
