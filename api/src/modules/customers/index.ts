export { createCustomer, findCustomer } from './customer.service.ts';
