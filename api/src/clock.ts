/** Where the time comes from. Injected everywhere, so that a test says what now is; SQL's `now()` decides no business. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
