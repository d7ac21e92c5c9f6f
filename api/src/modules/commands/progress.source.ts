import { contextFor, type ViewerContext } from '../../context.ts';
import { isId } from '../../ids.ts';
import { type LiveSource, polledSource } from '../../live/index.ts';
import { CommandBatch } from '../collectors/index.ts';
import { progressOf } from './progress.rules.ts';
import { commandLoaders } from './command.loader.ts';

type State = { readonly batch: CommandBatch; readonly key: string; readonly isLast: boolean };

/** A batch, told again whenever a command of it goes on, until all have ended. */
export function batchSource(asking: ViewerContext, id: string): LiveSource<State> {
  const { installation, viewer, requestId, clientAddress } = asking;
  return polledSource<State>({
    load: async () => {
      // A manager of its own each time: what one read before must not answer now.
      const context = contextFor(installation, viewer, { requestId, clientAddress, cookie: null });
      const batch = isId(id) ? await context.em.findOne(CommandBatch, { id }) : null;
      if (!batch) return null;
      const counts = await commandLoaders(context).counts.load(id);
      const { done, total } = progressOf(counts);
      return { batch, key: counts.map(({ state, count }) => `${state} ${count}`).join(' '), isLast: done === total };
    },
    key: ({ key }) => key,
    isLast: ({ isLast }) => isLast,
  });
}
