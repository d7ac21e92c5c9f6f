import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { connection, PageArgs, pageOf } from '../../graphql/connection.ts';
import { registerNode } from '../../graphql/node.ts';
import { result } from '../../graphql/results.ts';
import { Mail } from './mail.entity.ts';
import { MailState, MailType, RetryMailInput } from './mail.type.ts';
import { isStuck, retryMail } from './retry-mail.service.ts';

registerNode(Mail, 'Mail');

const MailConnection = connection('Mail', () => MailType);
const RetryMailResult = result('RetryMail', () => MailType);

@Resolver(() => MailType)
export class MailResolver {
  @Authorized('mail:manage')
  @Query(() => MailConnection, { description: 'What was mailed or is to be, newest first.' })
  async mails(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('state', () => MailState, { nullable: true }) state: MailState | null,
    @Ctx() { em }: ViewerContext,
  ): Promise<InstanceType<typeof MailConnection>> {
    const where = state ? { state } : {};
    return new MailConnection(await pageOf(em, Mail, where, page, { by: 'createdAt', descending: true }));
  }

  @Authorized('mail:manage')
  @Mutation(() => RetryMailResult, {
    description:
      'Sends a mail again that FAILED, or whose worker ended while it was being sent: that one may arrive twice. Conflict `WRONG_STATE` for any other.',
  })
  retryMail(@Arg('input', () => RetryMailInput) input: RetryMailInput, @Ctx() context: ViewerContext): Promise<Mail> {
    return retryMail(context, input.mailId);
  }

  @FieldResolver(() => Boolean, {
    description: 'FAILED, or being sent for so long that somebody has to decide: `retryMail`.',
  })
  stuck(@Root() mail: Mail, @Ctx() { now }: Context): boolean {
    return isStuck(mail, now());
  }
}
