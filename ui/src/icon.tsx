import type { JSX } from 'solid-js';

/** Line icons on a 20-unit grid. An icon never stands alone without a word or an accessible name beside it. */
const paths = {
  home: 'M3 9.5 10 4l7 5.5M5 8.5V16h10V8.5',
  machine: 'M3 5h14v10H3zM6 8h4v4H6zM13 8v4',
  site: 'M3 17V8l5-3v3l5-3v3l4-2v11zM7 13h1M12 13h1',
  rack: 'M5 3h10v14H5zM5 8h10M5 12.5h10M8 5.5h1M8 10.25h1M8 14.75h1',
  power: 'M11 2 4.5 11H10l-1 7 6.5-9H10z',
  people:
    'M7.5 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2 17c0-3 2.5-5 5.5-5s5.5 2 5.5 5M13 4.300a3 3 0 0 1 0 5.400M15 12.400c2 .7 3 2.5 3 4.600',
  contract: 'M5 3h7l3 3v11H5zM12 3v3h3M7.5 9.5h5M7.5 12.5h5',
  bill: 'M5 3h10v14l-2-1.5-1.5 1.5L10 15.5 8.5 17 7 15.5 5 17zM8 7h4M8 10h4',
  gear: 'M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.5 1.5M13.5 13.5 15 15M15 5l-1.5 1.5M6.5 13.5 5 15',
  overview: 'M3 3h6v8H3zM11 3h6v4h-6zM11 9h6v8h-6zM3 13h6v4H3z',
  search: 'M9 14A5 5 0 1 0 9 4a5 5 0 0 0 0 10M13 13l4 4',
  menu: 'M3 6h14M3 10h14M3 14h14',
  close: 'M5 5l10 10M15 5 5 15',
  check: 'M4 10.5 8 14.5 16 6',
  plus: 'M10 4v12M4 10h12',
  up: 'M5 12l5-5 5 5',
  down: 'M5 8l5 5 5-5',
  left: 'M12 5l-5 5 5 5',
  right: 'M8 5l5 5-5 5',
  download: 'M10 3v9M6 8.5l4 4 4-4M4 16h12',
  external: 'M8 5H4v11h11v-4M11 4h5v5M16 4l-7 7',
  mail: 'M3 5h14v10H3zM3 6l7 5 7-5',
  columns: 'M3 4h14v12H3zM8 4v12M12.5 4v12',
  sun: 'M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6M10 2v2M10 16v2M2 10h2M16 10h2M4.300 4.300l1.400 1.400M14.300 14.300l1.400 1.400M15.700 4.300l-1.400 1.400M5.700 14.300l-1.400 1.400',
  moon: 'M16 12A7 7 0 0 1 8 4a7 7 0 1 0 8 8',
  system: 'M3 4h14v9H3zM7 17h6M10 13v4',
  leave: 'M8 4H4v12h4M12 6.5l3.5 3.5-3.5 3.5M15.5 10H8',
  person: 'M10 10a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M3.5 17c0-3.5 3-5 6.5-5s6.5 1.5 6.5 5',
  alert: 'M10 3 2.5 16h15zM10 8v4M10 14v.01',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 9v4M10 6.5v.01',
  refresh: 'M16 6v4h-4M4 14v-4h4M5 8a5.5 5.5 0 0 1 10-1.5L16 10M15 12a5.5 5.5 0 0 1-10 1.5L4 10',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
} as const;

export type IconName = keyof typeof paths;

export function Icon(props: { name: IconName; size?: number; class?: string }): JSX.Element {
  return (
    <svg
      class={`shrink-0 ${props.class ?? ''}`}
      width={props.size ?? 18}
      height={props.size ?? 18}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[props.name]} />
    </svg>
  );
}
