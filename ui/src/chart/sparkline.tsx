import type { JSX } from 'solid-js';

/** A line without axes, small enough for a table cell. Gaps stay gaps. */
export function Sparkline(props: {
  values: readonly (number | null)[];
  label: string;
  width?: number;
  height?: number;
}): JSX.Element {
  const width = () => props.width ?? 96;
  const height = () => props.height ?? 24;
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${width()} ${height()}`}
      width={width()}
      height={height()}
      class="overflow-visible"
      fill="none"
      stroke="var(--series-1)"
      stroke-width="1.5"
      stroke-linejoin="round"
      stroke-linecap="round"
    >
      <path d={sparkPath(props.values, width(), height())} />
    </svg>
  );
}

/** An SVG path over the values, from zero to the highest; a null lifts the pen. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number): string {
  const highest = values.reduce<number>((high, value) => Math.max(high, value ?? 0), 0);
  const stepX = values.length > 1 ? width / (values.length - 1) : 0;
  const path: string[] = [];
  let down = false;
  values.forEach((value, index) => {
    if (value === null) {
      down = false;
      return;
    }
    const y = highest > 0 ? height - (value / highest) * height : height;
    path.push(`${down ? 'L' : 'M'}${(index * stepX).toFixed(1)} ${y.toFixed(1)}`);
    down = true;
  });
  return path.join('');
}
