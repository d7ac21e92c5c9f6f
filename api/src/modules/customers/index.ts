export { createCustomer, findCustomer, sendPortalInvite } from './customer.service.ts';
