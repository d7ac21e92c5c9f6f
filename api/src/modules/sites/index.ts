export { SiteResolver } from './site.resolver.ts';
