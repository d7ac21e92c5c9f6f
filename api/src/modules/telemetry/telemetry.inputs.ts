import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { DateTime, Decimal } from '../../graphql/scalars.ts';
import { PowerKind } from './telemetry.words.ts';

@InputType({
  description: 'At most one of these; none, or no scope, means all that the viewer may see. `minerIds`: at most 5,000.',
})
export class Scope {
  @Field(() => ID, { nullable: true }) siteId?: string | null;
  @Field(() => ID, { nullable: true }) rackId?: string | null;
  @Field(() => ID, { nullable: true }) pduId?: string | null;
  @Field(() => ID, { nullable: true }) customerId?: string | null;
  @Field(() => ID, { nullable: true }) contractId?: string | null;
  @Field(() => [ID], { nullable: true }) minerIds?: string[] | null;
}

type Column<T> = (T | null)[] | null;

@InputType({
  description:
    "What a miner says of itself. `answered` false: the poll failed, other values null. `hashing` null: it doesn't tell.",
})
export class MinerColumns {
  @Field(() => [ID]) minerId!: string[];
  @Field(() => [DateTime]) takenAt!: Date[];
  @Field(() => [Boolean]) answered!: boolean[];
  @Field(() => [Boolean], { nullable: 'itemsAndList' }) hashing?: Column<boolean>;
  @Field(() => [Float], { nullable: 'itemsAndList' }) hashrateThs?: Column<number>;
  @Field(() => [Float], { nullable: 'itemsAndList' }) powerW?: Column<number>;
  @Field(() => [PowerKind], { nullable: 'itemsAndList' }) powerKind?: Column<'MEASURED' | 'ESTIMATED'>;
  @Field(() => [Float], { nullable: 'itemsAndList' }) temperatureC?: Column<number>;
  @Field(() => [Float], { nullable: 'itemsAndList' }) inletTemperatureC?: Column<number>;
  @Field(() => [Int], { nullable: 'itemsAndList' }) uptimeSeconds?: Column<number>;
  @Field(() => [String], { nullable: 'itemsAndList' }) pool?: Column<string>;
  @Field(() => [String], { nullable: 'itemsAndList' }) worker?: Column<string>;
  @Field(() => [[String]], { nullable: true }) faults?: string[][] | null;
  @Field(() => [[Int]], { nullable: true }) fansRpm?: number[][] | null;
}

@InputType({ description: '`row` is the position in `miners` that the board belongs to.' })
export class BoardColumns {
  @Field(() => [Int]) row!: number[];
  @Field(() => [Int]) position!: number[];
  @Field(() => [Float], { nullable: 'itemsAndList' }) hashrateThs?: Column<number>;
  @Field(() => [Float], { nullable: 'itemsAndList' }) chipTemperatureC?: Column<number>;
  @Field(() => [Float], { nullable: 'itemsAndList' }) boardTemperatureC?: Column<number>;
}

@InputType({ description: 'Live values of outlets, PDUs and meters: `sourceId` is the id of one.' })
export class ElectricalColumns {
  @Field(() => [ID]) sourceId!: string[];
  @Field(() => [DateTime]) takenAt!: Date[];
  @Field(() => [Float], { nullable: 'itemsAndList' }) powerW?: Column<number>;
  @Field(() => [PowerKind], { nullable: 'itemsAndList' }) powerKind?: Column<'MEASURED' | 'ESTIMATED'>;
  @Field(() => [Float], { nullable: 'itemsAndList' }) currentA?: Column<number>;
  @Field(() => [Float], { nullable: 'itemsAndList' }) voltageV?: Column<number>;
  @Field(() => [Boolean], { nullable: 'itemsAndList' }) on?: Column<boolean>;
}

@InputType({
  description:
    "`registerWh` is whole Wh, `takenAt` whole seconds; `raw` is the device's own text and unit, kept as evidence.",
})
export class RegisterColumns {
  @Field(() => [ID]) registerId!: string[];
  @Field(() => [DateTime]) takenAt!: Date[];
  @Field(() => [Decimal]) registerWh!: string[];
  @Field(() => [String], { nullable: 'itemsAndList' }) raw?: Column<string>;
}

@InputType({
  description:
    "`sequence` is the batch's number in this collector's spool; batches may come in any order (newest first after an outage). `sentAt` is the collector's clock. The parts are columns of equal " +
    'length: position n of each column is one row; an optional column may be left out, null in it is absent.',
})
export class RecordReadingsInput {
  @Field(() => Int) sequence!: number;
  @Field(() => DateTime) sentAt!: Date;
  @Field(() => MinerColumns, { nullable: true }) miners?: MinerColumns | null;
  @Field(() => BoardColumns, { nullable: true }) boards?: BoardColumns | null;
  @Field(() => ElectricalColumns, { nullable: true }) electrical?: ElectricalColumns | null;
  @Field(() => RegisterColumns, { nullable: true }) registers?: RegisterColumns | null;
}
