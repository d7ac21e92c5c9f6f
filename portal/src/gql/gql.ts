/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

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
    "\n  fragment BillLine on InvoiceLine {\n    position\n    contractNumber\n    contract {\n      id\n      billingMethod\n    }\n    meteredKwh\n    variancePercent\n    component\n    description\n    quantity\n    unit\n    rate\n    estimatedKwh\n    amount {\n      amount\n      currency\n    }\n    units {\n      unit\n    }\n  }\n": typeof types.BillLineFragmentDoc,
    "\n  fragment BillSummary on Invoice {\n    id\n    number\n    status\n    period\n    issuedOn\n    dueOn\n    total {\n      amount\n      currency\n    }\n    balance {\n      amount\n      currency\n    }\n  }\n": typeof types.BillSummaryFragmentDoc,
    "\n  fragment BillDetails on Invoice {\n    id\n    number\n    kind\n    status\n    period\n    startsOn\n    endsOn\n    issuedOn\n    dueOn\n    billToName\n    billToAddress {\n      lines\n      city\n      region\n      postalCode\n      country\n    }\n    lines {\n      ...BillLine\n    }\n    ...BillCorrections\n    taxes {\n      code\n      percent\n      amount {\n        amount\n        currency\n      }\n    }\n    subtotal {\n      amount\n      currency\n    }\n    total {\n      amount\n      currency\n    }\n    paid {\n      amount\n      currency\n    }\n    credited {\n      amount\n      currency\n    }\n    balance {\n      amount\n      currency\n    }\n    energyKwh\n    estimatedKwh\n    changePercent\n    pdfUrl\n    evidenceUrl\n    evidenceSha256\n    cancelReason\n  }\n": typeof types.BillDetailsFragmentDoc,
    "\n  fragment AccrualFields on Accrual {\n    contractId\n    asOf\n    amount {\n      amount\n      currency\n    }\n    energyKwh\n    estimatedKwh\n    forecastLow {\n      amount\n      currency\n    }\n    forecastHigh {\n      amount\n      currency\n    }\n    powerW\n    powerCapKw\n  }\n": typeof types.AccrualFieldsFragmentDoc,
    "\n  subscription LiveAccrual($contractId: ID!) {\n    accrual(contractId: $contractId) {\n      ...AccrualFields\n    }\n  }\n": typeof types.LiveAccrualDocument,
    "\n  fragment BillCorrections on Invoice {\n    creditNotes {\n      id\n      number\n      reason\n      issuedOn\n      pdfUrl\n      total {\n        amount\n        currency\n      }\n    }\n    adjustments {\n      id\n      description\n      correctsPosition\n      evidenceUrl\n      corrects {\n        id\n        number\n      }\n      amount {\n        amount\n        currency\n      }\n    }\n  }\n": typeof types.BillCorrectionsFragmentDoc,
    "\n  query MonthEnergy($from: DateTime!, $to: DateTime!) {\n    energy(from: $from, to: $to, step: DAYS_1) {\n      energyKwh\n      estimatedKwh\n      coveredPercent\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        number\n        status\n        startsOn\n        billingMethod\n      }\n    }\n  }\n": typeof types.MonthEnergyDocument,
    "\n  fragment ContractDocument on Contract {\n    id\n    displayNumber\n    status\n    timeZone\n    documentUrl\n    documentSha256\n    acceptedBy\n    acceptedAt\n  }\n": typeof types.ContractDocumentFragmentDoc,
    "\n  mutation AcceptContract($input: AcceptContractInput!) {\n    acceptContract(input: $input) {\n      ... on Contract {\n        ...ContractDocument\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.AcceptContractDocument,
    "\n  fragment ContractEquipment on Contract {\n    id\n    type\n    timeZone\n    assignments(first: 200) {\n      totalCount\n      nodes {\n        from\n        to\n        site {\n          id\n          name\n          city\n          region\n        }\n        miner {\n          id\n          name\n          model {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n": typeof types.ContractEquipmentFragmentDoc,
    "\n  fragment ContractSummary on Contract {\n    id\n    displayNumber\n    type\n    status\n    startsOn\n    endsOn\n    renews\n    rate\n    currency\n    assignments(first: 1) {\n      totalCount\n    }\n  }\n": typeof types.ContractSummaryFragmentDoc,
    "\n  fragment ContractDetails on Contract {\n    id\n    displayNumber\n    type\n    status\n    term\n    startsOn\n    endsOn\n    renews\n    noticeBy\n    noticeGivenOn\n    timeZone\n    currency\n    billingMethod\n    powerCapKw\n    billedUntilOn\n    prices {\n      component\n      unit\n      rate\n      startsOn\n      endsOn\n    }\n    lease {\n      maxExtensions\n      extensionsUsed\n    }\n    infinity {\n      ...ContractStreams\n    }\n    ...ContractEquipment\n    ...GiveNotice\n    ...ContractDocument\n  }\n": typeof types.ContractDetailsFragmentDoc,
    "\n  fragment ContractStreams on InfinityDetails {\n    hashrateThs\n    guaranteedPercent\n    deliveredPercent\n    quantity\n    model {\n      id\n      name\n    }\n    connectorFeePercent\n    payoutWallet\n  }\n": typeof types.ContractStreamsFragmentDoc,
    "\n  fragment GiveNotice on Contract {\n    id\n    displayNumber\n    status\n    endsOn\n    renews\n    noticeDays\n    noticeBy\n    noticeGivenOn\n  }\n": typeof types.GiveNoticeFragmentDoc,
    "\n  mutation GiveNotice($input: GiveNoticeInput!) {\n    giveNotice(input: $input) {\n      ... on Contract {\n        ...GiveNotice\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.GiveNoticeDocument,
    "\n  mutation CommandMachine($input: CommandDevicesInput!) {\n    commandDevices(input: $input) {\n      ... on CommandBatch {\n        id\n        effectKw\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.CommandMachineDocument,
    "\n  subscription CommandGoes($id: ID!) {\n    commandProgress(id: $id) {\n      id\n      commands(first: 1) {\n        id\n        state\n        message\n      }\n    }\n  }\n": typeof types.CommandGoesDocument,
    "\n  query History($scope: Scope, $from: DateTime!, $to: DateTime!, $fine: Boolean!) {\n    hourly: readings(scope: $scope, from: $from, to: $to, step: HOURS_1) {\n      points {\n        at\n        hashrateThs\n      }\n    }\n    fine: readings(scope: $scope, from: $from, to: $to, step: MINUTES_5) @include(if: $fine) {\n      points {\n        at\n        hashrateThs\n      }\n    }\n  }\n": typeof types.HistoryDocument,
    "\n  fragment RowReading on MinerReading {\n    minerId\n    takenAt\n    status\n    hashrateThs\n    powerW\n    temperatureC\n  }\n": typeof types.RowReadingFragmentDoc,
    "\n  fragment ReadingFields on MinerReading {\n    ...RowReading\n    statusReason\n    powerKind\n    efficiencyJPerTh\n    fansRpm\n    uptimeSeconds\n    pool\n    worker\n    faults\n    boards {\n      position\n      hashrateThs\n      chipTemperatureC\n      boardTemperatureC\n    }\n  }\n": typeof types.ReadingFieldsFragmentDoc,
    "\n  subscription LiveRows {\n    minerReadings {\n      at\n      snapshot\n      readings {\n        ...RowReading\n      }\n      removed\n    }\n  }\n": typeof types.LiveRowsDocument,
    "\n  subscription LiveMachine($scope: Scope!) {\n    minerReadings(scope: $scope) {\n      at\n      snapshot\n      readings {\n        ...ReadingFields\n      }\n      removed\n    }\n  }\n": typeof types.LiveMachineDocument,
    "\n  subscription LiveTotals {\n    fleetTotals {\n      ...FleetTotalsFields\n    }\n  }\n": typeof types.LiveTotalsDocument,
    "\n  fragment MachineRow on Miner {\n    id\n    name\n    serial\n    status\n    model {\n      id\n      make\n      name\n    }\n    site {\n      id\n      name\n    }\n    slot {\n      id\n      label\n      rack {\n        id\n        name\n      }\n    }\n    contract {\n      id\n    }\n    latest {\n      ...RowReading\n    }\n  }\n": typeof types.MachineRowFragmentDoc,
    "\n  fragment MachineFacts on Miner {\n    id\n    name\n    serial\n    mac\n    firmware\n    firmwareVersion\n    status\n    statusSince\n    statusReason\n    ratedHashrateThs\n    ratedPowerW\n    ratedEfficiencyJPerTh\n    model {\n      id\n      make\n      name\n    }\n    site {\n      id\n      name\n      timeZone\n    }\n    slot {\n      id\n      label\n      rack {\n        id\n        name\n      }\n    }\n    contract {\n      id\n      displayNumber\n      status\n      grantedActions\n    }\n    latest {\n      ...ReadingFields\n    }\n  }\n": typeof types.MachineFactsFragmentDoc,
    "\n  fragment FleetTotalsFields on FleetTotals {\n    at\n    miners\n    hashrateThs\n    powerW\n    efficiencyJPerTh\n    minersByStatus {\n      status\n      count\n    }\n    stale\n  }\n": typeof types.FleetTotalsFieldsFragmentDoc,
    "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    permissions\n    expiresAt\n    lastUsedAt\n    revokedAt\n  }\n": typeof types.ApiKeyRowFragmentDoc,
    "\n  query ApiKeys {\n    apiKeys {\n      ...ApiKeyRow\n    }\n  }\n": typeof types.ApiKeysDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      ... on ApiKeyCreated {\n        token\n        apiKey {\n          ...ApiKeyRow\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      ... on ApiKey {\n        ...ApiKeyRow\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  mutation InviteUser($input: InviteUserInput!) {\n    inviteUser(input: $input) {\n      ... on Invite {\n        id\n        email\n        expiresAt\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.InviteUserDocument,
    "\n  mutation ResetSecondFactor($input: ResetSecondFactorInput!) {\n    resetSecondFactor(input: $input) {\n      ... on Membership {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.ResetSecondFactorDocument,
    "\n  fragment Person on Membership {\n    id\n    role\n    lastSeenAt\n    user {\n      id\n      name\n      email\n      secondFactor\n    }\n  }\n": typeof types.PersonFragmentDoc,
    "\n  fragment OpenInvite on Invite {\n    id\n    email\n    name\n    role\n    expiresAt\n  }\n": typeof types.OpenInviteFragmentDoc,
    "\n  mutation RemoveMembership($input: RemoveMembershipInput!) {\n    removeMembership(input: $input) {\n      ... on Removed {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.RemoveMembershipDocument,
    "\n  mutation StartSecondFactor($input: StartSecondFactorInput!) {\n    startSecondFactor(input: $input) {\n      ... on SecondFactorStarted {\n        secret\n        otpauthUrl\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.StartSecondFactorDocument,
    "\n  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {\n    confirmSecondFactor(input: $input) {\n      ... on SecondFactorConfirmed {\n        recoveryCodes\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.ConfirmSecondFactorDocument,
    "\n  mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) {\n    removeSecondFactor(input: $input) {\n      ... on User {\n        id\n        secondFactor\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.RemoveSecondFactorDocument,
    "\n  query Sessions($of: ID) {\n    sessions(membershipId: $of) {\n      id\n      createdAt\n      lastUsedAt\n      userAgent\n      address\n      current\n    }\n  }\n": typeof types.SessionsDocument,
    "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      ... on Removed {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.EndSessionDocument,
    "\n  mutation AcceptInvite($input: AcceptInviteInput!) {\n    acceptInvite(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.AcceptInviteDocument,
    "\n  fragment MembershipChoice on Membership {\n    id\n    role\n    organization {\n      id\n      name\n    }\n    customer {\n      id\n      name\n      companyName\n    }\n  }\n": typeof types.MembershipChoiceFragmentDoc,
    "\n  mutation ChooseMembership($input: ChooseMembershipInput!) {\n    chooseMembership(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.ChooseMembershipDocument,
    "\n  fragment Face on Branding {\n    displayName\n    logoUrl\n    slogan\n    primaryColor\n  }\n": typeof types.FaceFragmentDoc,
    "\n  query PortalFace($slug: String!) {\n    portalBranding(slug: $slug) {\n      ...Face\n    }\n  }\n": typeof types.PortalFaceDocument,
    "\n  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {\n    requestPasswordReset(input: $input) {\n      ... on PasswordResetRequested {\n        email\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.RequestPasswordResetDocument,
    "\n  mutation SignOut($input: SignOutInput!) {\n    signOut(input: $input) {\n      ... on SignedOut {\n        everywhere\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.SignOutDocument,
    "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      ... on PasswordReset {\n        email\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.ResetPasswordDocument,
    "\n  fragment RefusalFields on Refusal {\n    code\n    message\n    path\n    ... on InvalidInput {\n      issues {\n        code\n        message\n        path\n      }\n    }\n    ... on Conflict {\n      issues {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.RefusalFieldsFragmentDoc,
    "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ... on ChooseMembership {\n        ticket\n        memberships {\n          ...MembershipChoice\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": typeof types.SignInDocument,
    "\n  query Viewer {\n    viewer {\n      kind\n      name\n      role\n      readOnly\n      permissions\n      organization {\n        id\n        name\n        timeZone\n        branding {\n          ...Face\n        }\n      }\n      customer {\n        id\n        name\n        companyName\n        currency\n      }\n      user {\n        id\n        email\n        secondFactor\n      }\n      memberships {\n        ...MembershipChoice\n      }\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  query Bill($id: ID!) {\n    invoice(id: $id) {\n      ...BillDetails\n    }\n  }\n": typeof types.BillDocument,
    "\n  query Bills {\n    invoices(first: 200, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...BillSummary\n      }\n    }\n  }\n": typeof types.BillsDocument,
    "\n  query Contract($id: ID!) {\n    contract(id: $id) {\n      ...ContractDetails\n    }\n  }\n": typeof types.ContractDocument,
    "\n  query Contracts {\n    contracts(first: 200, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...ContractSummary\n      }\n    }\n  }\n": typeof types.ContractsDocument,
    "\n  query Home {\n    fleetTotals {\n      ...FleetTotalsFields\n    }\n    invoices(first: 1, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...BillSummary\n        pdfUrl\n      }\n    }\n  }\n": typeof types.HomeDocument,
    "\n  query Machine($id: ID!) {\n    miner(id: $id) {\n      ...MachineFacts\n    }\n  }\n": typeof types.MachineDocument,
    "\n  query Machines {\n    miners(first: 5000) {\n      nodes {\n        ...MachineRow\n      }\n    }\n  }\n": typeof types.MachinesDocument,
    "\n  query People {\n    viewer {\n      kind\n      customer {\n        id\n        people {\n          ...Person\n        }\n        invites {\n          ...OpenInvite\n        }\n      }\n    }\n  }\n": typeof types.PeopleDocument,
};
const documents: Documents = {
    "\n  fragment BillLine on InvoiceLine {\n    position\n    contractNumber\n    contract {\n      id\n      billingMethod\n    }\n    meteredKwh\n    variancePercent\n    component\n    description\n    quantity\n    unit\n    rate\n    estimatedKwh\n    amount {\n      amount\n      currency\n    }\n    units {\n      unit\n    }\n  }\n": types.BillLineFragmentDoc,
    "\n  fragment BillSummary on Invoice {\n    id\n    number\n    status\n    period\n    issuedOn\n    dueOn\n    total {\n      amount\n      currency\n    }\n    balance {\n      amount\n      currency\n    }\n  }\n": types.BillSummaryFragmentDoc,
    "\n  fragment BillDetails on Invoice {\n    id\n    number\n    kind\n    status\n    period\n    startsOn\n    endsOn\n    issuedOn\n    dueOn\n    billToName\n    billToAddress {\n      lines\n      city\n      region\n      postalCode\n      country\n    }\n    lines {\n      ...BillLine\n    }\n    ...BillCorrections\n    taxes {\n      code\n      percent\n      amount {\n        amount\n        currency\n      }\n    }\n    subtotal {\n      amount\n      currency\n    }\n    total {\n      amount\n      currency\n    }\n    paid {\n      amount\n      currency\n    }\n    credited {\n      amount\n      currency\n    }\n    balance {\n      amount\n      currency\n    }\n    energyKwh\n    estimatedKwh\n    changePercent\n    pdfUrl\n    evidenceUrl\n    evidenceSha256\n    cancelReason\n  }\n": types.BillDetailsFragmentDoc,
    "\n  fragment AccrualFields on Accrual {\n    contractId\n    asOf\n    amount {\n      amount\n      currency\n    }\n    energyKwh\n    estimatedKwh\n    forecastLow {\n      amount\n      currency\n    }\n    forecastHigh {\n      amount\n      currency\n    }\n    powerW\n    powerCapKw\n  }\n": types.AccrualFieldsFragmentDoc,
    "\n  subscription LiveAccrual($contractId: ID!) {\n    accrual(contractId: $contractId) {\n      ...AccrualFields\n    }\n  }\n": types.LiveAccrualDocument,
    "\n  fragment BillCorrections on Invoice {\n    creditNotes {\n      id\n      number\n      reason\n      issuedOn\n      pdfUrl\n      total {\n        amount\n        currency\n      }\n    }\n    adjustments {\n      id\n      description\n      correctsPosition\n      evidenceUrl\n      corrects {\n        id\n        number\n      }\n      amount {\n        amount\n        currency\n      }\n    }\n  }\n": types.BillCorrectionsFragmentDoc,
    "\n  query MonthEnergy($from: DateTime!, $to: DateTime!) {\n    energy(from: $from, to: $to, step: DAYS_1) {\n      energyKwh\n      estimatedKwh\n      coveredPercent\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        number\n        status\n        startsOn\n        billingMethod\n      }\n    }\n  }\n": types.MonthEnergyDocument,
    "\n  fragment ContractDocument on Contract {\n    id\n    displayNumber\n    status\n    timeZone\n    documentUrl\n    documentSha256\n    acceptedBy\n    acceptedAt\n  }\n": types.ContractDocumentFragmentDoc,
    "\n  mutation AcceptContract($input: AcceptContractInput!) {\n    acceptContract(input: $input) {\n      ... on Contract {\n        ...ContractDocument\n      }\n      ...RefusalFields\n    }\n  }\n": types.AcceptContractDocument,
    "\n  fragment ContractEquipment on Contract {\n    id\n    type\n    timeZone\n    assignments(first: 200) {\n      totalCount\n      nodes {\n        from\n        to\n        site {\n          id\n          name\n          city\n          region\n        }\n        miner {\n          id\n          name\n          model {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n": types.ContractEquipmentFragmentDoc,
    "\n  fragment ContractSummary on Contract {\n    id\n    displayNumber\n    type\n    status\n    startsOn\n    endsOn\n    renews\n    rate\n    currency\n    assignments(first: 1) {\n      totalCount\n    }\n  }\n": types.ContractSummaryFragmentDoc,
    "\n  fragment ContractDetails on Contract {\n    id\n    displayNumber\n    type\n    status\n    term\n    startsOn\n    endsOn\n    renews\n    noticeBy\n    noticeGivenOn\n    timeZone\n    currency\n    billingMethod\n    powerCapKw\n    billedUntilOn\n    prices {\n      component\n      unit\n      rate\n      startsOn\n      endsOn\n    }\n    lease {\n      maxExtensions\n      extensionsUsed\n    }\n    infinity {\n      ...ContractStreams\n    }\n    ...ContractEquipment\n    ...GiveNotice\n    ...ContractDocument\n  }\n": types.ContractDetailsFragmentDoc,
    "\n  fragment ContractStreams on InfinityDetails {\n    hashrateThs\n    guaranteedPercent\n    deliveredPercent\n    quantity\n    model {\n      id\n      name\n    }\n    connectorFeePercent\n    payoutWallet\n  }\n": types.ContractStreamsFragmentDoc,
    "\n  fragment GiveNotice on Contract {\n    id\n    displayNumber\n    status\n    endsOn\n    renews\n    noticeDays\n    noticeBy\n    noticeGivenOn\n  }\n": types.GiveNoticeFragmentDoc,
    "\n  mutation GiveNotice($input: GiveNoticeInput!) {\n    giveNotice(input: $input) {\n      ... on Contract {\n        ...GiveNotice\n      }\n      ...RefusalFields\n    }\n  }\n": types.GiveNoticeDocument,
    "\n  mutation CommandMachine($input: CommandDevicesInput!) {\n    commandDevices(input: $input) {\n      ... on CommandBatch {\n        id\n        effectKw\n      }\n      ...RefusalFields\n    }\n  }\n": types.CommandMachineDocument,
    "\n  subscription CommandGoes($id: ID!) {\n    commandProgress(id: $id) {\n      id\n      commands(first: 1) {\n        id\n        state\n        message\n      }\n    }\n  }\n": types.CommandGoesDocument,
    "\n  query History($scope: Scope, $from: DateTime!, $to: DateTime!, $fine: Boolean!) {\n    hourly: readings(scope: $scope, from: $from, to: $to, step: HOURS_1) {\n      points {\n        at\n        hashrateThs\n      }\n    }\n    fine: readings(scope: $scope, from: $from, to: $to, step: MINUTES_5) @include(if: $fine) {\n      points {\n        at\n        hashrateThs\n      }\n    }\n  }\n": types.HistoryDocument,
    "\n  fragment RowReading on MinerReading {\n    minerId\n    takenAt\n    status\n    hashrateThs\n    powerW\n    temperatureC\n  }\n": types.RowReadingFragmentDoc,
    "\n  fragment ReadingFields on MinerReading {\n    ...RowReading\n    statusReason\n    powerKind\n    efficiencyJPerTh\n    fansRpm\n    uptimeSeconds\n    pool\n    worker\n    faults\n    boards {\n      position\n      hashrateThs\n      chipTemperatureC\n      boardTemperatureC\n    }\n  }\n": types.ReadingFieldsFragmentDoc,
    "\n  subscription LiveRows {\n    minerReadings {\n      at\n      snapshot\n      readings {\n        ...RowReading\n      }\n      removed\n    }\n  }\n": types.LiveRowsDocument,
    "\n  subscription LiveMachine($scope: Scope!) {\n    minerReadings(scope: $scope) {\n      at\n      snapshot\n      readings {\n        ...ReadingFields\n      }\n      removed\n    }\n  }\n": types.LiveMachineDocument,
    "\n  subscription LiveTotals {\n    fleetTotals {\n      ...FleetTotalsFields\n    }\n  }\n": types.LiveTotalsDocument,
    "\n  fragment MachineRow on Miner {\n    id\n    name\n    serial\n    status\n    model {\n      id\n      make\n      name\n    }\n    site {\n      id\n      name\n    }\n    slot {\n      id\n      label\n      rack {\n        id\n        name\n      }\n    }\n    contract {\n      id\n    }\n    latest {\n      ...RowReading\n    }\n  }\n": types.MachineRowFragmentDoc,
    "\n  fragment MachineFacts on Miner {\n    id\n    name\n    serial\n    mac\n    firmware\n    firmwareVersion\n    status\n    statusSince\n    statusReason\n    ratedHashrateThs\n    ratedPowerW\n    ratedEfficiencyJPerTh\n    model {\n      id\n      make\n      name\n    }\n    site {\n      id\n      name\n      timeZone\n    }\n    slot {\n      id\n      label\n      rack {\n        id\n        name\n      }\n    }\n    contract {\n      id\n      displayNumber\n      status\n      grantedActions\n    }\n    latest {\n      ...ReadingFields\n    }\n  }\n": types.MachineFactsFragmentDoc,
    "\n  fragment FleetTotalsFields on FleetTotals {\n    at\n    miners\n    hashrateThs\n    powerW\n    efficiencyJPerTh\n    minersByStatus {\n      status\n      count\n    }\n    stale\n  }\n": types.FleetTotalsFieldsFragmentDoc,
    "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    permissions\n    expiresAt\n    lastUsedAt\n    revokedAt\n  }\n": types.ApiKeyRowFragmentDoc,
    "\n  query ApiKeys {\n    apiKeys {\n      ...ApiKeyRow\n    }\n  }\n": types.ApiKeysDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      ... on ApiKeyCreated {\n        token\n        apiKey {\n          ...ApiKeyRow\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      ... on ApiKey {\n        ...ApiKeyRow\n      }\n      ...RefusalFields\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  mutation InviteUser($input: InviteUserInput!) {\n    inviteUser(input: $input) {\n      ... on Invite {\n        id\n        email\n        expiresAt\n      }\n      ...RefusalFields\n    }\n  }\n": types.InviteUserDocument,
    "\n  mutation ResetSecondFactor($input: ResetSecondFactorInput!) {\n    resetSecondFactor(input: $input) {\n      ... on Membership {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n": types.ResetSecondFactorDocument,
    "\n  fragment Person on Membership {\n    id\n    role\n    lastSeenAt\n    user {\n      id\n      name\n      email\n      secondFactor\n    }\n  }\n": types.PersonFragmentDoc,
    "\n  fragment OpenInvite on Invite {\n    id\n    email\n    name\n    role\n    expiresAt\n  }\n": types.OpenInviteFragmentDoc,
    "\n  mutation RemoveMembership($input: RemoveMembershipInput!) {\n    removeMembership(input: $input) {\n      ... on Removed {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n": types.RemoveMembershipDocument,
    "\n  mutation StartSecondFactor($input: StartSecondFactorInput!) {\n    startSecondFactor(input: $input) {\n      ... on SecondFactorStarted {\n        secret\n        otpauthUrl\n      }\n      ...RefusalFields\n    }\n  }\n": types.StartSecondFactorDocument,
    "\n  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {\n    confirmSecondFactor(input: $input) {\n      ... on SecondFactorConfirmed {\n        recoveryCodes\n      }\n      ...RefusalFields\n    }\n  }\n": types.ConfirmSecondFactorDocument,
    "\n  mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) {\n    removeSecondFactor(input: $input) {\n      ... on User {\n        id\n        secondFactor\n      }\n      ...RefusalFields\n    }\n  }\n": types.RemoveSecondFactorDocument,
    "\n  query Sessions($of: ID) {\n    sessions(membershipId: $of) {\n      id\n      createdAt\n      lastUsedAt\n      userAgent\n      address\n      current\n    }\n  }\n": types.SessionsDocument,
    "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      ... on Removed {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n": types.EndSessionDocument,
    "\n  mutation AcceptInvite($input: AcceptInviteInput!) {\n    acceptInvite(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": types.AcceptInviteDocument,
    "\n  fragment MembershipChoice on Membership {\n    id\n    role\n    organization {\n      id\n      name\n    }\n    customer {\n      id\n      name\n      companyName\n    }\n  }\n": types.MembershipChoiceFragmentDoc,
    "\n  mutation ChooseMembership($input: ChooseMembershipInput!) {\n    chooseMembership(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": types.ChooseMembershipDocument,
    "\n  fragment Face on Branding {\n    displayName\n    logoUrl\n    slogan\n    primaryColor\n  }\n": types.FaceFragmentDoc,
    "\n  query PortalFace($slug: String!) {\n    portalBranding(slug: $slug) {\n      ...Face\n    }\n  }\n": types.PortalFaceDocument,
    "\n  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {\n    requestPasswordReset(input: $input) {\n      ... on PasswordResetRequested {\n        email\n      }\n      ...RefusalFields\n    }\n  }\n": types.RequestPasswordResetDocument,
    "\n  mutation SignOut($input: SignOutInput!) {\n    signOut(input: $input) {\n      ... on SignedOut {\n        everywhere\n      }\n      ...RefusalFields\n    }\n  }\n": types.SignOutDocument,
    "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      ... on PasswordReset {\n        email\n      }\n      ...RefusalFields\n    }\n  }\n": types.ResetPasswordDocument,
    "\n  fragment RefusalFields on Refusal {\n    code\n    message\n    path\n    ... on InvalidInput {\n      issues {\n        code\n        message\n        path\n      }\n    }\n    ... on Conflict {\n      issues {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.RefusalFieldsFragmentDoc,
    "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ... on ChooseMembership {\n        ticket\n        memberships {\n          ...MembershipChoice\n        }\n      }\n      ...RefusalFields\n    }\n  }\n": types.SignInDocument,
    "\n  query Viewer {\n    viewer {\n      kind\n      name\n      role\n      readOnly\n      permissions\n      organization {\n        id\n        name\n        timeZone\n        branding {\n          ...Face\n        }\n      }\n      customer {\n        id\n        name\n        companyName\n        currency\n      }\n      user {\n        id\n        email\n        secondFactor\n      }\n      memberships {\n        ...MembershipChoice\n      }\n    }\n  }\n": types.ViewerDocument,
    "\n  query Bill($id: ID!) {\n    invoice(id: $id) {\n      ...BillDetails\n    }\n  }\n": types.BillDocument,
    "\n  query Bills {\n    invoices(first: 200, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...BillSummary\n      }\n    }\n  }\n": types.BillsDocument,
    "\n  query Contract($id: ID!) {\n    contract(id: $id) {\n      ...ContractDetails\n    }\n  }\n": types.ContractDocument,
    "\n  query Contracts {\n    contracts(first: 200, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...ContractSummary\n      }\n    }\n  }\n": types.ContractsDocument,
    "\n  query Home {\n    fleetTotals {\n      ...FleetTotalsFields\n    }\n    invoices(first: 1, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...BillSummary\n        pdfUrl\n      }\n    }\n  }\n": types.HomeDocument,
    "\n  query Machine($id: ID!) {\n    miner(id: $id) {\n      ...MachineFacts\n    }\n  }\n": types.MachineDocument,
    "\n  query Machines {\n    miners(first: 5000) {\n      nodes {\n        ...MachineRow\n      }\n    }\n  }\n": types.MachinesDocument,
    "\n  query People {\n    viewer {\n      kind\n      customer {\n        id\n        people {\n          ...Person\n        }\n        invites {\n          ...OpenInvite\n        }\n      }\n    }\n  }\n": types.PeopleDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BillLine on InvoiceLine {\n    position\n    contractNumber\n    contract {\n      id\n      billingMethod\n    }\n    meteredKwh\n    variancePercent\n    component\n    description\n    quantity\n    unit\n    rate\n    estimatedKwh\n    amount {\n      amount\n      currency\n    }\n    units {\n      unit\n    }\n  }\n"): (typeof documents)["\n  fragment BillLine on InvoiceLine {\n    position\n    contractNumber\n    contract {\n      id\n      billingMethod\n    }\n    meteredKwh\n    variancePercent\n    component\n    description\n    quantity\n    unit\n    rate\n    estimatedKwh\n    amount {\n      amount\n      currency\n    }\n    units {\n      unit\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BillSummary on Invoice {\n    id\n    number\n    status\n    period\n    issuedOn\n    dueOn\n    total {\n      amount\n      currency\n    }\n    balance {\n      amount\n      currency\n    }\n  }\n"): (typeof documents)["\n  fragment BillSummary on Invoice {\n    id\n    number\n    status\n    period\n    issuedOn\n    dueOn\n    total {\n      amount\n      currency\n    }\n    balance {\n      amount\n      currency\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BillDetails on Invoice {\n    id\n    number\n    kind\n    status\n    period\n    startsOn\n    endsOn\n    issuedOn\n    dueOn\n    billToName\n    billToAddress {\n      lines\n      city\n      region\n      postalCode\n      country\n    }\n    lines {\n      ...BillLine\n    }\n    ...BillCorrections\n    taxes {\n      code\n      percent\n      amount {\n        amount\n        currency\n      }\n    }\n    subtotal {\n      amount\n      currency\n    }\n    total {\n      amount\n      currency\n    }\n    paid {\n      amount\n      currency\n    }\n    credited {\n      amount\n      currency\n    }\n    balance {\n      amount\n      currency\n    }\n    energyKwh\n    estimatedKwh\n    changePercent\n    pdfUrl\n    evidenceUrl\n    evidenceSha256\n    cancelReason\n  }\n"): (typeof documents)["\n  fragment BillDetails on Invoice {\n    id\n    number\n    kind\n    status\n    period\n    startsOn\n    endsOn\n    issuedOn\n    dueOn\n    billToName\n    billToAddress {\n      lines\n      city\n      region\n      postalCode\n      country\n    }\n    lines {\n      ...BillLine\n    }\n    ...BillCorrections\n    taxes {\n      code\n      percent\n      amount {\n        amount\n        currency\n      }\n    }\n    subtotal {\n      amount\n      currency\n    }\n    total {\n      amount\n      currency\n    }\n    paid {\n      amount\n      currency\n    }\n    credited {\n      amount\n      currency\n    }\n    balance {\n      amount\n      currency\n    }\n    energyKwh\n    estimatedKwh\n    changePercent\n    pdfUrl\n    evidenceUrl\n    evidenceSha256\n    cancelReason\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AccrualFields on Accrual {\n    contractId\n    asOf\n    amount {\n      amount\n      currency\n    }\n    energyKwh\n    estimatedKwh\n    forecastLow {\n      amount\n      currency\n    }\n    forecastHigh {\n      amount\n      currency\n    }\n    powerW\n    powerCapKw\n  }\n"): (typeof documents)["\n  fragment AccrualFields on Accrual {\n    contractId\n    asOf\n    amount {\n      amount\n      currency\n    }\n    energyKwh\n    estimatedKwh\n    forecastLow {\n      amount\n      currency\n    }\n    forecastHigh {\n      amount\n      currency\n    }\n    powerW\n    powerCapKw\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LiveAccrual($contractId: ID!) {\n    accrual(contractId: $contractId) {\n      ...AccrualFields\n    }\n  }\n"): (typeof documents)["\n  subscription LiveAccrual($contractId: ID!) {\n    accrual(contractId: $contractId) {\n      ...AccrualFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment BillCorrections on Invoice {\n    creditNotes {\n      id\n      number\n      reason\n      issuedOn\n      pdfUrl\n      total {\n        amount\n        currency\n      }\n    }\n    adjustments {\n      id\n      description\n      correctsPosition\n      evidenceUrl\n      corrects {\n        id\n        number\n      }\n      amount {\n        amount\n        currency\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment BillCorrections on Invoice {\n    creditNotes {\n      id\n      number\n      reason\n      issuedOn\n      pdfUrl\n      total {\n        amount\n        currency\n      }\n    }\n    adjustments {\n      id\n      description\n      correctsPosition\n      evidenceUrl\n      corrects {\n        id\n        number\n      }\n      amount {\n        amount\n        currency\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MonthEnergy($from: DateTime!, $to: DateTime!) {\n    energy(from: $from, to: $to, step: DAYS_1) {\n      energyKwh\n      estimatedKwh\n      coveredPercent\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        number\n        status\n        startsOn\n        billingMethod\n      }\n    }\n  }\n"): (typeof documents)["\n  query MonthEnergy($from: DateTime!, $to: DateTime!) {\n    energy(from: $from, to: $to, step: DAYS_1) {\n      energyKwh\n      estimatedKwh\n      coveredPercent\n    }\n    contracts(first: 20) {\n      nodes {\n        id\n        number\n        status\n        startsOn\n        billingMethod\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ContractDocument on Contract {\n    id\n    displayNumber\n    status\n    timeZone\n    documentUrl\n    documentSha256\n    acceptedBy\n    acceptedAt\n  }\n"): (typeof documents)["\n  fragment ContractDocument on Contract {\n    id\n    displayNumber\n    status\n    timeZone\n    documentUrl\n    documentSha256\n    acceptedBy\n    acceptedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptContract($input: AcceptContractInput!) {\n    acceptContract(input: $input) {\n      ... on Contract {\n        ...ContractDocument\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation AcceptContract($input: AcceptContractInput!) {\n    acceptContract(input: $input) {\n      ... on Contract {\n        ...ContractDocument\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ContractEquipment on Contract {\n    id\n    type\n    timeZone\n    assignments(first: 200) {\n      totalCount\n      nodes {\n        from\n        to\n        site {\n          id\n          name\n          city\n          region\n        }\n        miner {\n          id\n          name\n          model {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment ContractEquipment on Contract {\n    id\n    type\n    timeZone\n    assignments(first: 200) {\n      totalCount\n      nodes {\n        from\n        to\n        site {\n          id\n          name\n          city\n          region\n        }\n        miner {\n          id\n          name\n          model {\n            id\n            name\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ContractSummary on Contract {\n    id\n    displayNumber\n    type\n    status\n    startsOn\n    endsOn\n    renews\n    rate\n    currency\n    assignments(first: 1) {\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  fragment ContractSummary on Contract {\n    id\n    displayNumber\n    type\n    status\n    startsOn\n    endsOn\n    renews\n    rate\n    currency\n    assignments(first: 1) {\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ContractDetails on Contract {\n    id\n    displayNumber\n    type\n    status\n    term\n    startsOn\n    endsOn\n    renews\n    noticeBy\n    noticeGivenOn\n    timeZone\n    currency\n    billingMethod\n    powerCapKw\n    billedUntilOn\n    prices {\n      component\n      unit\n      rate\n      startsOn\n      endsOn\n    }\n    lease {\n      maxExtensions\n      extensionsUsed\n    }\n    infinity {\n      ...ContractStreams\n    }\n    ...ContractEquipment\n    ...GiveNotice\n    ...ContractDocument\n  }\n"): (typeof documents)["\n  fragment ContractDetails on Contract {\n    id\n    displayNumber\n    type\n    status\n    term\n    startsOn\n    endsOn\n    renews\n    noticeBy\n    noticeGivenOn\n    timeZone\n    currency\n    billingMethod\n    powerCapKw\n    billedUntilOn\n    prices {\n      component\n      unit\n      rate\n      startsOn\n      endsOn\n    }\n    lease {\n      maxExtensions\n      extensionsUsed\n    }\n    infinity {\n      ...ContractStreams\n    }\n    ...ContractEquipment\n    ...GiveNotice\n    ...ContractDocument\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ContractStreams on InfinityDetails {\n    hashrateThs\n    guaranteedPercent\n    deliveredPercent\n    quantity\n    model {\n      id\n      name\n    }\n    connectorFeePercent\n    payoutWallet\n  }\n"): (typeof documents)["\n  fragment ContractStreams on InfinityDetails {\n    hashrateThs\n    guaranteedPercent\n    deliveredPercent\n    quantity\n    model {\n      id\n      name\n    }\n    connectorFeePercent\n    payoutWallet\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment GiveNotice on Contract {\n    id\n    displayNumber\n    status\n    endsOn\n    renews\n    noticeDays\n    noticeBy\n    noticeGivenOn\n  }\n"): (typeof documents)["\n  fragment GiveNotice on Contract {\n    id\n    displayNumber\n    status\n    endsOn\n    renews\n    noticeDays\n    noticeBy\n    noticeGivenOn\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation GiveNotice($input: GiveNoticeInput!) {\n    giveNotice(input: $input) {\n      ... on Contract {\n        ...GiveNotice\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation GiveNotice($input: GiveNoticeInput!) {\n    giveNotice(input: $input) {\n      ... on Contract {\n        ...GiveNotice\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CommandMachine($input: CommandDevicesInput!) {\n    commandDevices(input: $input) {\n      ... on CommandBatch {\n        id\n        effectKw\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation CommandMachine($input: CommandDevicesInput!) {\n    commandDevices(input: $input) {\n      ... on CommandBatch {\n        id\n        effectKw\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription CommandGoes($id: ID!) {\n    commandProgress(id: $id) {\n      id\n      commands(first: 1) {\n        id\n        state\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription CommandGoes($id: ID!) {\n    commandProgress(id: $id) {\n      id\n      commands(first: 1) {\n        id\n        state\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query History($scope: Scope, $from: DateTime!, $to: DateTime!, $fine: Boolean!) {\n    hourly: readings(scope: $scope, from: $from, to: $to, step: HOURS_1) {\n      points {\n        at\n        hashrateThs\n      }\n    }\n    fine: readings(scope: $scope, from: $from, to: $to, step: MINUTES_5) @include(if: $fine) {\n      points {\n        at\n        hashrateThs\n      }\n    }\n  }\n"): (typeof documents)["\n  query History($scope: Scope, $from: DateTime!, $to: DateTime!, $fine: Boolean!) {\n    hourly: readings(scope: $scope, from: $from, to: $to, step: HOURS_1) {\n      points {\n        at\n        hashrateThs\n      }\n    }\n    fine: readings(scope: $scope, from: $from, to: $to, step: MINUTES_5) @include(if: $fine) {\n      points {\n        at\n        hashrateThs\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RowReading on MinerReading {\n    minerId\n    takenAt\n    status\n    hashrateThs\n    powerW\n    temperatureC\n  }\n"): (typeof documents)["\n  fragment RowReading on MinerReading {\n    minerId\n    takenAt\n    status\n    hashrateThs\n    powerW\n    temperatureC\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ReadingFields on MinerReading {\n    ...RowReading\n    statusReason\n    powerKind\n    efficiencyJPerTh\n    fansRpm\n    uptimeSeconds\n    pool\n    worker\n    faults\n    boards {\n      position\n      hashrateThs\n      chipTemperatureC\n      boardTemperatureC\n    }\n  }\n"): (typeof documents)["\n  fragment ReadingFields on MinerReading {\n    ...RowReading\n    statusReason\n    powerKind\n    efficiencyJPerTh\n    fansRpm\n    uptimeSeconds\n    pool\n    worker\n    faults\n    boards {\n      position\n      hashrateThs\n      chipTemperatureC\n      boardTemperatureC\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LiveRows {\n    minerReadings {\n      at\n      snapshot\n      readings {\n        ...RowReading\n      }\n      removed\n    }\n  }\n"): (typeof documents)["\n  subscription LiveRows {\n    minerReadings {\n      at\n      snapshot\n      readings {\n        ...RowReading\n      }\n      removed\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LiveMachine($scope: Scope!) {\n    minerReadings(scope: $scope) {\n      at\n      snapshot\n      readings {\n        ...ReadingFields\n      }\n      removed\n    }\n  }\n"): (typeof documents)["\n  subscription LiveMachine($scope: Scope!) {\n    minerReadings(scope: $scope) {\n      at\n      snapshot\n      readings {\n        ...ReadingFields\n      }\n      removed\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LiveTotals {\n    fleetTotals {\n      ...FleetTotalsFields\n    }\n  }\n"): (typeof documents)["\n  subscription LiveTotals {\n    fleetTotals {\n      ...FleetTotalsFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MachineRow on Miner {\n    id\n    name\n    serial\n    status\n    model {\n      id\n      make\n      name\n    }\n    site {\n      id\n      name\n    }\n    slot {\n      id\n      label\n      rack {\n        id\n        name\n      }\n    }\n    contract {\n      id\n    }\n    latest {\n      ...RowReading\n    }\n  }\n"): (typeof documents)["\n  fragment MachineRow on Miner {\n    id\n    name\n    serial\n    status\n    model {\n      id\n      make\n      name\n    }\n    site {\n      id\n      name\n    }\n    slot {\n      id\n      label\n      rack {\n        id\n        name\n      }\n    }\n    contract {\n      id\n    }\n    latest {\n      ...RowReading\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MachineFacts on Miner {\n    id\n    name\n    serial\n    mac\n    firmware\n    firmwareVersion\n    status\n    statusSince\n    statusReason\n    ratedHashrateThs\n    ratedPowerW\n    ratedEfficiencyJPerTh\n    model {\n      id\n      make\n      name\n    }\n    site {\n      id\n      name\n      timeZone\n    }\n    slot {\n      id\n      label\n      rack {\n        id\n        name\n      }\n    }\n    contract {\n      id\n      displayNumber\n      status\n      grantedActions\n    }\n    latest {\n      ...ReadingFields\n    }\n  }\n"): (typeof documents)["\n  fragment MachineFacts on Miner {\n    id\n    name\n    serial\n    mac\n    firmware\n    firmwareVersion\n    status\n    statusSince\n    statusReason\n    ratedHashrateThs\n    ratedPowerW\n    ratedEfficiencyJPerTh\n    model {\n      id\n      make\n      name\n    }\n    site {\n      id\n      name\n      timeZone\n    }\n    slot {\n      id\n      label\n      rack {\n        id\n        name\n      }\n    }\n    contract {\n      id\n      displayNumber\n      status\n      grantedActions\n    }\n    latest {\n      ...ReadingFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FleetTotalsFields on FleetTotals {\n    at\n    miners\n    hashrateThs\n    powerW\n    efficiencyJPerTh\n    minersByStatus {\n      status\n      count\n    }\n    stale\n  }\n"): (typeof documents)["\n  fragment FleetTotalsFields on FleetTotals {\n    at\n    miners\n    hashrateThs\n    powerW\n    efficiencyJPerTh\n    minersByStatus {\n      status\n      count\n    }\n    stale\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    permissions\n    expiresAt\n    lastUsedAt\n    revokedAt\n  }\n"): (typeof documents)["\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    permissions\n    expiresAt\n    lastUsedAt\n    revokedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeys {\n    apiKeys {\n      ...ApiKeyRow\n    }\n  }\n"): (typeof documents)["\n  query ApiKeys {\n    apiKeys {\n      ...ApiKeyRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      ... on ApiKeyCreated {\n        token\n        apiKey {\n          ...ApiKeyRow\n        }\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      ... on ApiKeyCreated {\n        token\n        apiKey {\n          ...ApiKeyRow\n        }\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      ... on ApiKey {\n        ...ApiKeyRow\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      ... on ApiKey {\n        ...ApiKeyRow\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteUser($input: InviteUserInput!) {\n    inviteUser(input: $input) {\n      ... on Invite {\n        id\n        email\n        expiresAt\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation InviteUser($input: InviteUserInput!) {\n    inviteUser(input: $input) {\n      ... on Invite {\n        id\n        email\n        expiresAt\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetSecondFactor($input: ResetSecondFactorInput!) {\n    resetSecondFactor(input: $input) {\n      ... on Membership {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation ResetSecondFactor($input: ResetSecondFactorInput!) {\n    resetSecondFactor(input: $input) {\n      ... on Membership {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Person on Membership {\n    id\n    role\n    lastSeenAt\n    user {\n      id\n      name\n      email\n      secondFactor\n    }\n  }\n"): (typeof documents)["\n  fragment Person on Membership {\n    id\n    role\n    lastSeenAt\n    user {\n      id\n      name\n      email\n      secondFactor\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OpenInvite on Invite {\n    id\n    email\n    name\n    role\n    expiresAt\n  }\n"): (typeof documents)["\n  fragment OpenInvite on Invite {\n    id\n    email\n    name\n    role\n    expiresAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveMembership($input: RemoveMembershipInput!) {\n    removeMembership(input: $input) {\n      ... on Removed {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveMembership($input: RemoveMembershipInput!) {\n    removeMembership(input: $input) {\n      ... on Removed {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartSecondFactor($input: StartSecondFactorInput!) {\n    startSecondFactor(input: $input) {\n      ... on SecondFactorStarted {\n        secret\n        otpauthUrl\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation StartSecondFactor($input: StartSecondFactorInput!) {\n    startSecondFactor(input: $input) {\n      ... on SecondFactorStarted {\n        secret\n        otpauthUrl\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {\n    confirmSecondFactor(input: $input) {\n      ... on SecondFactorConfirmed {\n        recoveryCodes\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {\n    confirmSecondFactor(input: $input) {\n      ... on SecondFactorConfirmed {\n        recoveryCodes\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) {\n    removeSecondFactor(input: $input) {\n      ... on User {\n        id\n        secondFactor\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation RemoveSecondFactor($input: RemoveSecondFactorInput!) {\n    removeSecondFactor(input: $input) {\n      ... on User {\n        id\n        secondFactor\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sessions($of: ID) {\n    sessions(membershipId: $of) {\n      id\n      createdAt\n      lastUsedAt\n      userAgent\n      address\n      current\n    }\n  }\n"): (typeof documents)["\n  query Sessions($of: ID) {\n    sessions(membershipId: $of) {\n      id\n      createdAt\n      lastUsedAt\n      userAgent\n      address\n      current\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      ... on Removed {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation EndSession($input: EndSessionInput!) {\n    endSession(input: $input) {\n      ... on Removed {\n        id\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvite($input: AcceptInviteInput!) {\n    acceptInvite(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation AcceptInvite($input: AcceptInviteInput!) {\n    acceptInvite(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MembershipChoice on Membership {\n    id\n    role\n    organization {\n      id\n      name\n    }\n    customer {\n      id\n      name\n      companyName\n    }\n  }\n"): (typeof documents)["\n  fragment MembershipChoice on Membership {\n    id\n    role\n    organization {\n      id\n      name\n    }\n    customer {\n      id\n      name\n      companyName\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChooseMembership($input: ChooseMembershipInput!) {\n    chooseMembership(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation ChooseMembership($input: ChooseMembershipInput!) {\n    chooseMembership(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Face on Branding {\n    displayName\n    logoUrl\n    slogan\n    primaryColor\n  }\n"): (typeof documents)["\n  fragment Face on Branding {\n    displayName\n    logoUrl\n    slogan\n    primaryColor\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PortalFace($slug: String!) {\n    portalBranding(slug: $slug) {\n      ...Face\n    }\n  }\n"): (typeof documents)["\n  query PortalFace($slug: String!) {\n    portalBranding(slug: $slug) {\n      ...Face\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {\n    requestPasswordReset(input: $input) {\n      ... on PasswordResetRequested {\n        email\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation RequestPasswordReset($input: RequestPasswordResetInput!) {\n    requestPasswordReset(input: $input) {\n      ... on PasswordResetRequested {\n        email\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut($input: SignOutInput!) {\n    signOut(input: $input) {\n      ... on SignedOut {\n        everywhere\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation SignOut($input: SignOutInput!) {\n    signOut(input: $input) {\n      ... on SignedOut {\n        everywhere\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      ... on PasswordReset {\n        email\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation ResetPassword($input: ResetPasswordInput!) {\n    resetPassword(input: $input) {\n      ... on PasswordReset {\n        email\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RefusalFields on Refusal {\n    code\n    message\n    path\n    ... on InvalidInput {\n      issues {\n        code\n        message\n        path\n      }\n    }\n    ... on Conflict {\n      issues {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment RefusalFields on Refusal {\n    code\n    message\n    path\n    ... on InvalidInput {\n      issues {\n        code\n        message\n        path\n      }\n    }\n    ... on Conflict {\n      issues {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ... on ChooseMembership {\n        ticket\n        memberships {\n          ...MembershipChoice\n        }\n      }\n      ...RefusalFields\n    }\n  }\n"): (typeof documents)["\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      ... on SignedIn {\n        viewer {\n          name\n        }\n      }\n      ... on ChooseMembership {\n        ticket\n        memberships {\n          ...MembershipChoice\n        }\n      }\n      ...RefusalFields\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer {\n      kind\n      name\n      role\n      readOnly\n      permissions\n      organization {\n        id\n        name\n        timeZone\n        branding {\n          ...Face\n        }\n      }\n      customer {\n        id\n        name\n        companyName\n        currency\n      }\n      user {\n        id\n        email\n        secondFactor\n      }\n      memberships {\n        ...MembershipChoice\n      }\n    }\n  }\n"): (typeof documents)["\n  query Viewer {\n    viewer {\n      kind\n      name\n      role\n      readOnly\n      permissions\n      organization {\n        id\n        name\n        timeZone\n        branding {\n          ...Face\n        }\n      }\n      customer {\n        id\n        name\n        companyName\n        currency\n      }\n      user {\n        id\n        email\n        secondFactor\n      }\n      memberships {\n        ...MembershipChoice\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Bill($id: ID!) {\n    invoice(id: $id) {\n      ...BillDetails\n    }\n  }\n"): (typeof documents)["\n  query Bill($id: ID!) {\n    invoice(id: $id) {\n      ...BillDetails\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Bills {\n    invoices(first: 200, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...BillSummary\n      }\n    }\n  }\n"): (typeof documents)["\n  query Bills {\n    invoices(first: 200, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...BillSummary\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Contract($id: ID!) {\n    contract(id: $id) {\n      ...ContractDetails\n    }\n  }\n"): (typeof documents)["\n  query Contract($id: ID!) {\n    contract(id: $id) {\n      ...ContractDetails\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Contracts {\n    contracts(first: 200, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...ContractSummary\n      }\n    }\n  }\n"): (typeof documents)["\n  query Contracts {\n    contracts(first: 200, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...ContractSummary\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Home {\n    fleetTotals {\n      ...FleetTotalsFields\n    }\n    invoices(first: 1, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...BillSummary\n        pdfUrl\n      }\n    }\n  }\n"): (typeof documents)["\n  query Home {\n    fleetTotals {\n      ...FleetTotalsFields\n    }\n    invoices(first: 1, orderBy: STARTS_ON_DESC) {\n      nodes {\n        ...BillSummary\n        pdfUrl\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Machine($id: ID!) {\n    miner(id: $id) {\n      ...MachineFacts\n    }\n  }\n"): (typeof documents)["\n  query Machine($id: ID!) {\n    miner(id: $id) {\n      ...MachineFacts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Machines {\n    miners(first: 5000) {\n      nodes {\n        ...MachineRow\n      }\n    }\n  }\n"): (typeof documents)["\n  query Machines {\n    miners(first: 5000) {\n      nodes {\n        ...MachineRow\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query People {\n    viewer {\n      kind\n      customer {\n        id\n        people {\n          ...Person\n        }\n        invites {\n          ...OpenInvite\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query People {\n    viewer {\n      kind\n      customer {\n        id\n        people {\n          ...Person\n        }\n        invites {\n          ...OpenInvite\n        }\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;