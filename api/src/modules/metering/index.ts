export { countedBy } from './counted-energy.service.ts';
export { CorrectionsResolver } from './corrections.resolver.ts';
export { fileInstant, plainDecimal } from './file-text.ts';
export { hashrateOf, poolHours } from './hashrate.service.ts';
export { fillPeriod } from './fill-period.service.ts';
export { judgeRegisters } from './judging.service.ts';
export { MeterDataResolver, MeterEventResolver, MeterTaskResolver } from './meter-data.resolver.ts';
export { MeteringResolver } from './metering.resolver.ts';
export { registersInPortions, type UnitOfInterest } from './registers.service.ts';
