export { SiteResolver } from './site.resolver.ts';
export { addSite, findSite, readPlace } from './site.service.ts';
