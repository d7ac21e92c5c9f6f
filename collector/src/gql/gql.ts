/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query CollectorPlan($knownRevision: Int) {\n    collectorPlan(knownRevision: $knownRevision) {\n      revision\n      pollEverySeconds\n      registerEverySeconds\n      devices {\n        id\n        kind\n        name\n        address\n        profile\n        sealedCredentials\n        registerId\n        outlets {\n          id\n          number\n          registerId\n        }\n        phases {\n          id\n          name\n        }\n      }\n    }\n  }\n": typeof types.CollectorPlanDocument,
    "\n  subscription CollectorInstructions {\n    collectorCommands {\n      planRevision\n      commands {\n        id\n        payload\n        signature\n      }\n      scans {\n        id\n        networks\n        ports\n      }\n    }\n  }\n": typeof types.CollectorInstructionsDocument,
    "\n  mutation RecordReadings($input: RecordReadingsInput!) {\n    recordReadings(input: $input) {\n      __typename\n      ... on ReadingsRecorded {\n        acknowledgedSequence\n        accepted\n        duplicates\n        retryAfterMs\n        rejects {\n          part\n          row\n          code\n        }\n      }\n      ... on Refusal {\n        code\n        message\n      }\n      ... on InvalidInput {\n        issues {\n          code\n          path\n        }\n      }\n    }\n  }\n": typeof types.RecordReadingsDocument,
    "\n  mutation ReportCollector($input: ReportCollectorInput!) {\n    reportCollector(input: $input) {\n      __typename\n      ... on Refusal {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ReportCollectorDocument,
};
const documents: Documents = {
    "\n  query CollectorPlan($knownRevision: Int) {\n    collectorPlan(knownRevision: $knownRevision) {\n      revision\n      pollEverySeconds\n      registerEverySeconds\n      devices {\n        id\n        kind\n        name\n        address\n        profile\n        sealedCredentials\n        registerId\n        outlets {\n          id\n          number\n          registerId\n        }\n        phases {\n          id\n          name\n        }\n      }\n    }\n  }\n": types.CollectorPlanDocument,
    "\n  subscription CollectorInstructions {\n    collectorCommands {\n      planRevision\n      commands {\n        id\n        payload\n        signature\n      }\n      scans {\n        id\n        networks\n        ports\n      }\n    }\n  }\n": types.CollectorInstructionsDocument,
    "\n  mutation RecordReadings($input: RecordReadingsInput!) {\n    recordReadings(input: $input) {\n      __typename\n      ... on ReadingsRecorded {\n        acknowledgedSequence\n        accepted\n        duplicates\n        retryAfterMs\n        rejects {\n          part\n          row\n          code\n        }\n      }\n      ... on Refusal {\n        code\n        message\n      }\n      ... on InvalidInput {\n        issues {\n          code\n          path\n        }\n      }\n    }\n  }\n": types.RecordReadingsDocument,
    "\n  mutation ReportCollector($input: ReportCollectorInput!) {\n    reportCollector(input: $input) {\n      __typename\n      ... on Refusal {\n        code\n        message\n      }\n    }\n  }\n": types.ReportCollectorDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CollectorPlan($knownRevision: Int) {\n    collectorPlan(knownRevision: $knownRevision) {\n      revision\n      pollEverySeconds\n      registerEverySeconds\n      devices {\n        id\n        kind\n        name\n        address\n        profile\n        sealedCredentials\n        registerId\n        outlets {\n          id\n          number\n          registerId\n        }\n        phases {\n          id\n          name\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CollectorPlanDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription CollectorInstructions {\n    collectorCommands {\n      planRevision\n      commands {\n        id\n        payload\n        signature\n      }\n      scans {\n        id\n        networks\n        ports\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CollectorInstructionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RecordReadings($input: RecordReadingsInput!) {\n    recordReadings(input: $input) {\n      __typename\n      ... on ReadingsRecorded {\n        acknowledgedSequence\n        accepted\n        duplicates\n        retryAfterMs\n        rejects {\n          part\n          row\n          code\n        }\n      }\n      ... on Refusal {\n        code\n        message\n      }\n      ... on InvalidInput {\n        issues {\n          code\n          path\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RecordReadingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReportCollector($input: ReportCollectorInput!) {\n    reportCollector(input: $input) {\n      __typename\n      ... on Refusal {\n        code\n        message\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReportCollectorDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
