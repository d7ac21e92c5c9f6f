import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { words } from '../../graphql/enums.ts';
import { Node } from '../../graphql/node.ts';
import { DateTime } from '../../graphql/scalars.ts';

export const MailState = words(
  'MailState',
  ['QUEUED', 'SENDING', 'SENT', 'FAILED'],
  'SENDING longer than a few minutes: the worker ended while it spoke to the mail server; the mail may have left or not. FAILED: it was refused for good, came back, or was by nobody taken for three days.',
);
export type MailState = keyof typeof MailState;

@ObjectType('Mail', {
  implements: Node,
  description: 'A mail of the outbox. What it says is encrypted: it may hold a one-time link.',
})
export class MailType extends Node {
  @Field(() => String) purpose!: string;
  @Field(() => String) recipient!: string;
  @Field(() => String) subject!: string;
  @Field(() => MailState) state!: MailState;
  @Field(() => DateTime) createdAt!: Date;
  @Field(() => DateTime, { nullable: true }) sentAt!: Date | null;
  @Field(() => Int, { description: 'How often the mail server was asked.' }) attempts!: number;
  @Field(() => String, {
    nullable: true,
    description: 'What the server refused it with: for good when FAILED, for now when QUEUED.',
  })
  error!: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When it came back, after a mail server had taken it; it is FAILED then.',
  })
  bouncedAt!: Date | null;
}

@InputType()
export class RetryMailInput {
  @Field(() => ID) mailId!: string;
}
