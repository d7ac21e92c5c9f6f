import type { CredentialsInput } from '../../credentials.ts';
import type { Ending } from '../ending.ts';

export type MinerAction = 'REBOOT' | 'PAUSE' | 'RESUME' | 'LOCATE';

/** A miner that was found by asking, and what it is to be told. */
export type Wish = {
  readonly host: string;
  /** Where it was found. */
  readonly port: number;
  readonly action: MinerAction;
  readonly credentials: CredentialsInput;
  readonly nowMs: number;
};

/** How a family of miners is told something. Every request is written out here, none is made of text from outside. */
export type MinerControl = {
  readonly actions: readonly MinerAction[];
  /** Never repeats a write. Fails with a DeviceFailure only while nothing was written. */
  readonly tell: (wish: Wish) => Promise<Ending>;
};

export const ALL_ACTIONS: readonly MinerAction[] = ['REBOOT', 'PAUSE', 'RESUME', 'LOCATE'];
