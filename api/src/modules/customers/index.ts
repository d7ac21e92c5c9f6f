export { CustomerImportResolver } from './import.resolver.ts';
export { customersExport } from './customers-export.ts';
export { createCustomer, findCustomer } from './customer.service.ts';
