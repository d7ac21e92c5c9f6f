export { fileInstant, plainDecimal } from './file-text.ts';
export { MeteringResolver } from './metering.resolver.ts';
export { registersOf, type UnitOfInterest } from './registers.service.ts';
