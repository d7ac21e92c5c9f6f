export { auditExport } from './audit-export.ts';
export { AuditResolver } from './audit.resolver.ts';
