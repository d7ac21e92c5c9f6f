export { accentFrom, applyAccent, contrast } from './accent.ts';
export { type Bar, EnergyBars } from './chart/energy-bars.tsx';
export { LineChart, type LineChartProps } from './chart/line-chart.tsx';
export { type ChartSeries, chartSummary } from './chart/series.ts';
export { Sparkline } from './chart/sparkline.tsx';
export { useNow } from './clock.ts';
export { Button, ButtonLink, type ButtonProps, DownloadLink, IconButton, Link } from './controls/button.tsx';
export { type CardOption, Checkbox, RadioCards, Switch } from './controls/choices.tsx';
export { Field, type FieldProps } from './controls/field.tsx';
export { type Bound, DateInput, NumberInput, type Option, Select, TextArea, TextInput } from './controls/inputs.tsx';
export { Asked, NoSuch } from './feedback/asked.tsx';
export { Badge, type Tone } from './feedback/badge.tsx';
export { Card, KeyValueList, type KeyValueItem, PageHeader, QuantityText, Stat } from './feedback/card.tsx';
export { LiveMark, When } from './feedback/live-mark.tsx';
export { Progress, Steps } from './feedback/progress.tsx';
export { type Quality, QualityMark, qualityTexture } from './feedback/quality-mark.tsx';
export { EmptyState, ErrorState, Notice, PageSkeleton, Skeleton, SkeletonLines } from './feedback/states.tsx';
export {
  type Status,
  STATUSES,
  StatusCounts,
  StatusMark,
  statusColor,
  statusWord,
} from './feedback/status-mark.tsx';
export { VarianceMark } from './feedback/variance-mark.tsx';
export {
  blankToNull,
  blankToUndefined,
  createForm,
  createSubmit,
  type FieldBinding,
  type Form,
  type FormValues,
  whyNot,
} from './form/form.ts';
export { FormDialog } from './form/form-dialog.tsx';
export { PageForm } from './form/page-form.tsx';
export { FormMessage } from './form/form-message.tsx';
export { addDays, addMonths, localDay, offsetMs, startOfDay } from './format/local-day.ts';
export { amount, money, moneyRange, type MoneyValue } from './format/money.ts';
export {
  ABSENT,
  asText,
  count,
  decimal,
  efficiency,
  energy,
  fixed,
  hashrate,
  percent,
  power,
  type Quantity,
  temperature,
} from './format/number.ts';
export {
  ago,
  date,
  dateRange,
  dateTime,
  dateTimeWithZone,
  duration,
  lastDay,
  month,
  timeOfDay,
} from './format/time.ts';
export { useAsk } from './graphql/ask.ts';
export { createGraph, type Graph, type GraphOptions, type LinkState } from './graphql/client.ts';
export type { Fault } from './graphql/fault.ts';
export { type Document, GraphProvider, useGraph } from './graphql/context.ts';
export { type LiveState, useLive } from './graphql/live.ts';
export { type MutationState, useMutation } from './graphql/mutation.ts';
export { type QueryState, useQuery } from './graphql/query.ts';
export { fieldIssues, type Issue, type Outcome, type Refusal, type Success } from './graphql/refusal.ts';
export { foldItems, type ItemsUpdate } from './graphql/fold.ts';
export { Icon, type IconName } from './icon.tsx';
export { categoryColor, type ColorScale, colorScale, type PaletteName } from './map/scale.ts';
export { type SlotCell, SlotMap, type SlotMapProps } from './map/slot-map.tsx';
export type { MapRack, MapSlot } from './map/walk.ts';
export { useMedia, useWide } from './media.ts';
export { ConfirmButton } from './overlay/confirm-button.tsx';
export { ConfirmDialog, type ConfirmDialogProps, Dialog, type DialogProps } from './overlay/dialog.tsx';
export { Menu, type MenuItem } from './overlay/menu.tsx';
export { type Tab, Tabs } from './overlay/tabs.tsx';
export { toast, ToastRegion } from './overlay/toast.tsx';
export { Tooltip } from './overlay/tooltip.tsx';
export { ApiKeyList } from './security/api-key-list.tsx';
export { CreateApiKey } from './security/create-api-key.tsx';
export { AcceptInviteForm, SignInForm } from './security/door-forms.tsx';
export { PersonAccess } from './security/person-access.tsx';
export { SecondFactorCard } from './security/second-factor-card.tsx';
export { type OpenSession, SessionList } from './security/session-list.tsx';
export { AppShell, type NavItem } from './shell/app-shell.tsx';
export { type Command, CommandBar } from './shell/command-bar.tsx';
export { applyTheme, type Theme, ThemeSwitch } from './shell/theme-switch.tsx';
export type { Column } from './table/column.ts';
export { DataTable, type DataTableProps } from './table/data-table.tsx';
export { type CellValue, searchRows, type Sort, sortRows } from './table/rows.ts';
export { createSelection, type Selection } from './table/selection.ts';
export { createTableState, type TableState, useTableState } from './table/state.ts';
export { setAppName, useTitle } from './title.ts';
export { LineTrail } from './trail/line-trail.tsx';
export { Recompute } from './trail/recompute.tsx';
export { type Evidence, useEvidence } from './trail/use-evidence.ts';
