export { LiveStream, type LiveSource, polledSource } from './source.ts';
export { noTopics } from './no-topics.ts';
