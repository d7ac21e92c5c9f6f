import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context, ViewerContext } from '../../context.ts';
import { PageArgs, pageOf } from '../../graphql/connection.ts';
import { registerNode } from '../../graphql/node.ts';
import { isId } from '../../ids.ts';
import { LiveStream, polledSource } from '../../live/index.ts';
import type { Customer } from '../customers/customer.entity.ts';
import { CustomerType } from '../customers/customer.type.ts';
import { BillingRun, BillingRunOutcome, Invoice } from './invoice.entity.ts';
import {
  BillingRunConnection,
  BillingRunOutcomeConnection,
  BillingRunOutcomeType,
  BillingRunType,
  InvoiceType,
  Progress,
} from './invoice.type.ts';
import { BillingOutcome } from './invoice.words.ts';

registerNode(BillingRun, 'BillingRun');

type Counts = { outcome: BillingOutcome | null; count: number }[];

async function progressOf({ em }: Context, runId: string): Promise<Progress> {
  const counts: Counts = await em.execute(
    'select outcome, count(*)::int as count from billing_run_outcome where run_id = ? group by outcome order by outcome',
    [runId],
  );
  const done = counts.flatMap(({ outcome, count }) => (outcome ? [{ outcome, count }] : []));
  const sum = (list: readonly { count: number }[]) => list.reduce((total, { count }) => total + count, 0);
  return { done: sum(done), total: sum(counts), counts: done };
}

@Resolver(() => BillingRunType)
export class BillingRunResolver {
  @Authorized('billing-run:read')
  @Query(() => BillingRunType, { nullable: true })
  async billingRun(@Arg('id', () => ID) id: string, @Ctx() { em }: ViewerContext): Promise<BillingRun | null> {
    return isId(id) ? em.findOne(BillingRun, { id }) : null;
  }

  @Authorized('billing-run:read')
  @Query(() => BillingRunConnection, { description: 'All runs, the newest first.' })
  async billingRuns(@Args(() => PageArgs) page: PageArgs, @Ctx() { em }: ViewerContext): Promise<object> {
    return new BillingRunConnection(await pageOf(em, BillingRun, {}, page, { by: 'createdAt', descending: true }));
  }

  @Authorized('billing-run:read')
  @Subscription(() => BillingRunType, {
    description: 'The run, each time its progress changes, until it has finished.',
    subscribe: ({ args, context }) => new LiveStream(runSource(context as ViewerContext, (args as { id: string }).id)),
  })
  billingRunProgress(@Root() { run }: RunState, @Arg('id', () => ID) _id: string): BillingRun {
    return run;
  }

  @FieldResolver(() => Progress)
  progress(@Root() run: BillingRun, @Ctx() context: Context): Promise<Progress> {
    return progressOf(context, run.id);
  }

  @FieldResolver(() => BillingRunOutcomeConnection, { description: 'In the order in which they finished.' })
  async outcomes(
    @Root() run: BillingRun,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('outcome', () => BillingOutcome, { nullable: true }) outcome: BillingOutcome | null,
    @Ctx() { em }: Context,
  ): Promise<object> {
    const where = { runId: run.id, outcome: outcome ?? { $ne: null } };
    return new BillingRunOutcomeConnection(await pageOf(em, BillingRunOutcome, where, page, { by: 'finishedAt' }));
  }
}

type RunState = { readonly run: BillingRun; readonly done: number };

/** A run, told again whenever another customer is done, until it has ended. */
const runSource = (context: ViewerContext, id: string) =>
  polledSource<RunState>({
    load: async () => {
      const run = isId(id) ? await context.em.findOne(BillingRun, { id }, { refresh: true }) : null;
      return run && { run, done: (await progressOf(context, id)).done };
    },
    key: ({ run, done }) => `${run.state} ${done}`,
    isLast: ({ run }) => run.finishedAt !== null,
  });

@Resolver(() => BillingRunOutcomeType)
export class BillingRunOutcomeResolver {
  @FieldResolver(() => CustomerType)
  customer(@Root() part: BillingRunOutcome): Promise<Customer> {
    return part.customer.loadOrFail();
  }

  @FieldResolver(() => [InvoiceType])
  invoices(@Root() part: BillingRunOutcome, @Ctx() { em }: Context): Promise<Invoice[]> {
    return em.find(Invoice, { id: { $in: part.invoiceIds } }, { orderBy: { id: 'asc' } });
  }
}
