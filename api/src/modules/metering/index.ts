export { fileInstant, plainDecimal } from './file-text.ts';
export { registersOf, type RegistersOfUnits, type UnitOfInterest } from './registers.service.ts';
