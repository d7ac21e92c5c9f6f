export { AssignmentResolver, CustomerContractResolver, MinerContractResolver } from './assignment.resolver.ts';
export { assignSites } from './assign-sites.service.ts';
export { InfinityResolver } from './infinity.resolver.ts';
export { activateContract } from './activation.service.ts';
export { assignMiners, unassignMiners } from './assignment.service.ts';
export { ContractResolver } from './contract.resolver.ts';
export { createContract, updateContract } from './contract.service.ts';
export { localDate, renews, startOfDate } from './term.rules.ts';
