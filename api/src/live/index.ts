export { noTopics } from './no-topics.ts';
export { type LiveSource, LiveStream, polledSource } from './source.ts';
