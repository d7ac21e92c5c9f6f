export { deviceBook } from './device-book.service.ts';
export { heardOf } from './heard-of.service.ts';
export { CollectorCommandsResolver, CollectorResolver, SiteCollectorsResolver } from './collector.resolver.ts';
