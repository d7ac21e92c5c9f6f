export { fleetTotals } from './fleet-totals.service.ts';
export { rollUpDays } from './daily-means.job.ts';
export { liveView, type MinerView } from './live-view.service.ts';
export { keepPartitions } from './partitions.service.ts';
export { unitsOverTime } from './scope.ts';
export { Scope } from './telemetry.inputs.ts';
export { LiveTelemetryResolver, TelemetryResolver } from './telemetry.resolver.ts';
export { MinerStatus, Step } from './telemetry.words.ts';
export { recordReadings } from './record-readings.service.ts';
