import type { PubSub } from 'type-graphql';

const refuse = (): never => {
  throw new Error('subscriptions bring their own source: give @Subscription a subscribe that answers a LiveStream');
};

/** type-graphql wants a publish/subscribe system before it builds a subscription. Ours have sources instead, so topics are a mistake. */
export const noTopics: PubSub = { publish: refuse, subscribe: refuse };
