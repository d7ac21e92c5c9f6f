export { isSlug, organizationRows, slugOf } from './new-organization.rules.ts';
export { letterheadOf } from './branding.service.ts';
export { logos } from './logos.ts';
export { requireHosting } from './plan.service.ts';
