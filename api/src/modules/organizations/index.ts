export { requireHosting } from './plan.service.ts';
