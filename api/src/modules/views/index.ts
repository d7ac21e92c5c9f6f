export { SavedViewResolver } from './view.resolver.ts';
