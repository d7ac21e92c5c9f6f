export { InstallationResolver } from './installation.resolver.ts';
