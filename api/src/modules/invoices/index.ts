export { billCustomer } from './bill-customer.service.ts';
export { billCustomerOfRun, finishBillingRun, issueDraft, startBillingRun } from './billing.jobs.ts';
export { generateInvoices } from './billing-run.service.ts';
export { documents } from './documents.ts';
export { issueInvoice, releaseInvoice } from './issue.service.ts';
export { periodOf } from './period.rules.ts';
