/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** `row` is the position in `miners` that the board belongs to. */
export type BoardColumns = {
  boardTemperatureC?: Array<number | null | undefined> | null | undefined;
  chipTemperatureC?: Array<number | null | undefined> | null | undefined;
  hashrateThs?: Array<number | null | undefined> | null | undefined;
  position: Array<number>;
  row: Array<number>;
};

/** How its disk and clock are. Times are told as seconds ago, since its clock may be wrong; null: that isn't so, or hasn't been since its start. `live`: readings that are no registers, dropped for want of room, or thinned out after a day, in total. */
export type CollectorHealthInput = {
  clockStepMs?: number | null | undefined;
  clockSteppedSecondsAgo?: number | null | undefined;
  diskFailsForSeconds?: number | null | undefined;
  liveDropped: number;
  liveDroppedSecondsAgo?: number | null | undefined;
  liveThinned: number;
  oldestWaitingSeconds?: number | null | undefined;
  spoolBytes: number;
  spoolMaxBytes: number;
};

export type CommandReportInput = {
  commandId: string;
  finishedAt: string;
  message?: string | null | undefined;
  state: CommandState;
};

export type CommandState =
  | 'DONE'
  | 'EXPIRED'
  | 'FAILED'
  | 'QUEUED'
  | 'REFUSED'
  | 'SENT'
  | 'UNKNOWN';

export type DeviceKind =
  | 'METER'
  | 'MINER'
  | 'PDU';

/** What a PDU or meter of the plan turned out to be at its first answer: outlets and phases are made of it, what isn't known yet is filled in. `evidence`: what the profile rests on. */
export type DeviceReportInput = {
  deviceId: string;
  evidence: ProfileEvidence;
  model?: string | null | undefined;
  outlets?: Array<OutletReportInput> | null | undefined;
  phases?: Array<string> | null | undefined;
  profile: string;
  serial?: string | null | undefined;
};

/** Live values of outlets, PDUs and meters: `sourceId` is the id of one. */
export type ElectricalColumns = {
  currentA?: Array<number | null | undefined> | null | undefined;
  on?: Array<boolean | null | undefined> | null | undefined;
  powerKind?: Array<PowerKind | null | undefined> | null | undefined;
  powerW?: Array<number | null | undefined> | null | undefined;
  sourceId: Array<string>;
  takenAt: Array<string>;
  voltageV?: Array<number | null | undefined> | null | undefined;
};

export type FoundDeviceInput = {
  address: string;
  firmware?: string | null | undefined;
  kind: DeviceKind;
  mac?: string | null | undefined;
  make?: string | null | undefined;
  model?: string | null | undefined;
  serial?: string | null | undefined;
};

/** What a miner says of itself. `answered` false: the poll failed, other values null. `hashing` null: it doesn't tell. */
export type MinerColumns = {
  answered: Array<boolean>;
  fansRpm?: Array<Array<number>> | null | undefined;
  faults?: Array<Array<string>> | null | undefined;
  hashing?: Array<boolean | null | undefined> | null | undefined;
  hashrateThs?: Array<number | null | undefined> | null | undefined;
  inletTemperatureC?: Array<number | null | undefined> | null | undefined;
  minerId: Array<string>;
  pool?: Array<string | null | undefined> | null | undefined;
  powerKind?: Array<PowerKind | null | undefined> | null | undefined;
  powerW?: Array<number | null | undefined> | null | undefined;
  takenAt: Array<string>;
  temperatureC?: Array<number | null | undefined> | null | undefined;
  uptimeSeconds?: Array<number | null | undefined> | null | undefined;
  worker?: Array<string | null | undefined> | null | undefined;
};

/** `hasRegister`: it counts energy, so that its outlet can be billed as METERED. */
export type OutletReportInput = {
  hasRegister: boolean;
  label?: string | null | undefined;
  number: number;
};

/** MEASURED by a sensor of the device, ESTIMATED by the device or from a model. */
export type PowerKind =
  | 'ESTIMATED'
  | 'MEASURED';

export type ProfileEvidence =
  | 'DOCUMENTED'
  | 'RECORDED'
  | 'UNVERIFIED';

export type ReadingPart =
  | 'BOARDS'
  | 'ELECTRICAL'
  | 'MINERS'
  | 'REGISTERS';

/** `sequence` is the batch's number in this collector's spool; batches may come in any order (newest first after an outage). `sentAt` is the collector's clock. The parts are columns of equal length: position n of each column is one row; an optional column may be left out, null in it is absent. */
export type RecordReadingsInput = {
  boards?: BoardColumns | null | undefined;
  electrical?: ElectricalColumns | null | undefined;
  miners?: MinerColumns | null | undefined;
  registers?: RegisterColumns | null | undefined;
  sentAt: string;
  sequence: number;
};

/** `registerWh` is whole Wh, `takenAt` whole seconds; `raw` is the device's own text and unit, kept as evidence. */
export type RegisterColumns = {
  raw?: Array<string | null | undefined> | null | undefined;
  registerId: Array<string>;
  registerWh: Array<string>;
  takenAt: Array<string>;
};

/** `sealingKey`: its own X25519 public key (base64), to which credentials are sealed. `refused`: devices of the plan outside its networks. */
export type ReportCollectorInput = {
  allowedNetworks: Array<string>;
  commands?: Array<CommandReportInput> | null | undefined;
  devices?: Array<DeviceReportInput> | null | undefined;
  health?: CollectorHealthInput | null | undefined;
  refused?: Array<string> | null | undefined;
  scans?: Array<ScanReportInput> | null | undefined;
  sealingKey: string;
  spooledReadings: number;
  version: string;
};

/** `found`: what the collector hasn't reported of this scan before. */
export type ScanReportInput = {
  done: number;
  found?: Array<FoundDeviceInput> | null | undefined;
  scanId: string;
  total: number;
};

export type CollectorPlanQueryVariables = Exact<{
  knownRevision?: number | null | undefined;
}>;


export type CollectorPlanQuery = { collectorPlan: { revision: number, pollEverySeconds: number, registerEverySeconds: number, devices: Array<{ id: string, kind: DeviceKind, name: string, address: string, profile: string | null, sealedCredentials: string | null, registerId: string | null, outlets: Array<{ id: string, number: number, registerId: string | null }>, phases: Array<{ id: string, name: string }> }> } | null };

export type CollectorInstructionsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type CollectorInstructionsSubscription = { collectorCommands: { planRevision: number, commands: Array<{ id: string, payload: string, signature: string }>, scans: Array<{ id: string, networks: Array<string>, ports: Array<number> }> } };

export type RecordReadingsMutationVariables = Exact<{
  input: RecordReadingsInput;
}>;


export type RecordReadingsMutation = { recordReadings:
    | { __typename: 'Conflict', code: string, message: string }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string, issues: Array<{ code: string, path: Array<string> }> }
    | { __typename: 'NotFound', code: string, message: string }
    | { __typename: 'PlanRequired', code: string, message: string }
    | { __typename: 'ReadingsRecorded', acknowledgedSequence: number, accepted: number, duplicates: number, retryAfterMs: number, rejects: Array<{ part: ReadingPart, row: number, code: string }> }
   };

export type ReportCollectorMutationVariables = Exact<{
  input: ReportCollectorInput;
}>;


export type ReportCollectorMutation = { reportCollector:
    | { __typename: 'Collector' }
    | { __typename: 'Conflict', code: string, message: string }
    | { __typename: 'Forbidden', code: string, message: string }
    | { __typename: 'InvalidInput', code: string, message: string }
    | { __typename: 'NotFound', code: string, message: string }
    | { __typename: 'PlanRequired', code: string, message: string }
   };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const CollectorPlanDocument = new TypedDocumentString(`
    query CollectorPlan($knownRevision: Int) {
  collectorPlan(knownRevision: $knownRevision) {
    revision
    pollEverySeconds
    registerEverySeconds
    devices {
      id
      kind
      name
      address
      profile
      sealedCredentials
      registerId
      outlets {
        id
        number
        registerId
      }
      phases {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CollectorPlanQuery, CollectorPlanQueryVariables>;
export const CollectorInstructionsDocument = new TypedDocumentString(`
    subscription CollectorInstructions {
  collectorCommands {
    planRevision
    commands {
      id
      payload
      signature
    }
    scans {
      id
      networks
      ports
    }
  }
}
    `) as unknown as TypedDocumentString<CollectorInstructionsSubscription, CollectorInstructionsSubscriptionVariables>;
export const RecordReadingsDocument = new TypedDocumentString(`
    mutation RecordReadings($input: RecordReadingsInput!) {
  recordReadings(input: $input) {
    __typename
    ... on ReadingsRecorded {
      acknowledgedSequence
      accepted
      duplicates
      retryAfterMs
      rejects {
        part
        row
        code
      }
    }
    ... on Refusal {
      code
      message
    }
    ... on InvalidInput {
      issues {
        code
        path
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordReadingsMutation, RecordReadingsMutationVariables>;
export const ReportCollectorDocument = new TypedDocumentString(`
    mutation ReportCollector($input: ReportCollectorInput!) {
  reportCollector(input: $input) {
    __typename
    ... on Refusal {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReportCollectorMutation, ReportCollectorMutationVariables>;