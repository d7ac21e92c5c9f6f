export { isSlug, organizationRows, slugOf } from './new-organization.rules.ts';
export { requireHosting } from './plan.service.ts';
