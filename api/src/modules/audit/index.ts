export { auditExport } from './audit-export.ts';
export { AuditResolver, CustomerActivityResolver } from './audit.resolver.ts';
