export { SiteResolver } from './site.resolver.ts';
export { findSite } from './site.service.ts';
