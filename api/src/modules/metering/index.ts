export { CorrectionsResolver } from './corrections.resolver.ts';
export { fileInstant, plainDecimal } from './file-text.ts';
export { hashrateOf, poolHours } from './hashrate.service.ts';
export { judgeNow, judgeRegisters } from './judging.service.ts';
export { MeteringResolver } from './metering.resolver.ts';
export { registersOf, type UnitOfInterest } from './registers.service.ts';
