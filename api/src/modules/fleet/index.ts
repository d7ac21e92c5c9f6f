export { confirmProfile } from './electrical.service.ts';
export { DiscoveryResolver } from './discovery.resolver.ts';
export { ImportResolver } from './import.resolver.ts';
export { MeterResolver } from './meter.resolver.ts';
export { MinerModelResolver, MinerResolver } from './miner.resolver.ts';
export { OutletResolver, PduResolver } from './pdu.resolver.ts';
export { RackResolver, SiteRacksResolver, SlotResolver } from './rack.resolver.ts';
export { FeedResolver, RegisterResolver } from './register.resolver.ts';
