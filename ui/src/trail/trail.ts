/** What a bill's evidence says when it is opened, as texts: kWh with three decimals, whole Wh, instants, local dates. */
export type TrailDay = {
  readonly date: string;
  /** Null: nothing of it is known, which is not zero. */
  readonly energyKwh: string | null;
  readonly estimatedKwh: string;
  /** Part of the date is neither measured nor estimated. */
  readonly open: boolean;
};

export type TrailUnit = {
  readonly unit: string;
  readonly energyKwh: string;
  readonly estimatedKwh: string;
  readonly days: readonly TrailDay[];
};

export type TrailLine = {
  readonly timeZone: string | null;
  readonly method: 'METERED' | 'CALCULATED' | 'HASH' | 'FIXED' | null;
  readonly cap: 'ALERT_ONLY' | 'OVERAGE' | 'CLIP' | null;
  readonly days: readonly TrailDay[];
  readonly units: readonly TrailUnit[];
  readonly counted: readonly { readonly what: string; readonly from: string; readonly to: string }[];
};

type Reading = { readonly at: string; readonly wh: string };

export type TrailInterval = {
  readonly from: string;
  readonly to: string;
  readonly quality: 'MEASURED' | 'ESTIMATED' | 'GAP' | 'VOID' | 'CALCULATED';
  readonly energyWh: string | null;
  readonly register: string | null;
  readonly method: string | null;
  readonly gap: 'NO_REGISTER' | 'UNCOVERED' | 'REGISTER_DECREASED' | 'VOIDED' | null;
  readonly readings: {
    readonly start: Reading;
    readonly end: Reading;
    readonly energyWh: string | null;
    readonly replacements: readonly { readonly at: string; readonly finalWh: string; readonly initialWh: string }[];
    readonly voids: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
    readonly feeds: number;
  } | null;
  readonly factors: { readonly powerW: string; readonly ths: string | null; readonly lossFactor: string } | null;
};

/** A value that isn't the one that was billed; what is missing on one side is undefined. */
export type Difference = { readonly path: string; readonly billed: unknown; readonly recomputed: unknown };
type Fault = { readonly path: string; readonly message: string };

/** An evidence file that is open, however it was read. */
export type OpenFile = {
  readonly readings: number;
  readonly bill: {
    readonly lines: readonly { readonly amount: string }[];
    readonly total: string;
    readonly currency: string;
  };
  line(index: number): TrailLine;
  intervals(index: number, unit: string, date: string): readonly TrailInterval[];
  differences(): readonly Difference[] | null;
};
export type ReadFile =
  | { readonly ok: true; readonly evidence: OpenFile }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** What opening a file came to. */
export type Opened =
  | {
      readonly kind: 'open';
      readonly sha256: string | null;
      /** Unzipped. */
      readonly bytes: number;
      readonly readings: number;
      readonly lines: number;
    }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unavailable'; readonly status: number | null }
  | { readonly kind: 'invalid'; readonly faults: readonly Fault[] };

/** What recomputing came to. */
export type Recomputed = {
  readonly total: string;
  readonly currency: string;
  /** Of the lines, in their order. */
  readonly amounts: readonly string[];
  /** To what the file says was billed; null when it says nothing. */
  readonly differences: readonly Difference[] | null;
};
