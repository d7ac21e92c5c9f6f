import type { MinerFamily } from '../../farm/catalog.ts';
import type { Order } from '../../farm/state.ts';
import { requestIn } from './envelope.ts';

/** What a miner is told to do by a request; null for a mere question, and for what its family takes from nobody. */
export function orderIn(family: MinerFamily, request: string): Order | null {
  const { command, parameter } = requestIn(request);
  if (family === 'braiins') return BRAIINS[command] ?? null;
  return family === 'avalon' && command === 'ascset' ? (avalonOrder(parameter)?.order ?? null) : null;
}

const BRAIINS: Readonly<Record<string, Order>> = { pause: { asleep: true }, resume: { asleep: false } };

/** `0,softoff,1:EPOCH` and its like: unit, option, value. Null: no such option. An order of nothing: a lamp. */
export function avalonOrder(parameter: string): { readonly option: string; readonly order: Order | null } | null {
  const [unit, option = '', value = ''] = parameter.split(',');
  if (unit !== '0') return null;
  if (option === 'softoff' && /^1:\d+$/.test(value)) return { option, order: { asleep: true } };
  if (option === 'softon' && /^1:\d+$/.test(value)) return { option, order: { asleep: false } };
  if (option === 'reboot') return { option, order: { restart: true } };
  return option === 'led' ? { option, order: null } : null;
}
