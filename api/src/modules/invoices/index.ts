export { AccrualResolver } from './accrual.resolver.ts';
export { BillingRunOutcomeResolver, BillingRunResolver } from './billing-run.resolver.ts';
export {
  AdjustmentResolver,
  CreditNoteResolver,
  InvoiceCorrectionsResolver,
  WaitingAdjustmentsResolver,
} from './credit-note.resolver.ts';
export { InvoiceResolver } from './invoice.resolver.ts';
export { InvoiceLifeResolver, InvoicesChangedResolver } from './invoice-life.resolver.ts';
export { CustomerInvoiceResolver, InvoiceLineResolver } from './invoice-parts.resolver.ts';
export { billCustomer } from './bill-customer.service.ts';
export { billCustomerOfRun, finishBillingRun, issueDraft, startBillingRun } from './billing.jobs.ts';
export { generateInvoices } from './billing-run.service.ts';
export { DeliveredResolver } from './delivered.resolver.ts';
export { documents } from './documents.ts';
export { issueInvoice, releaseInvoice } from './issue.service.ts';
export { InvoicePreviewResolver } from './preview.resolver.ts';
export { periodOf } from './period.rules.ts';
