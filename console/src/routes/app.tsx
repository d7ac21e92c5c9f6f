import { ButtonLink, EmptyState } from '@hashyard/ui';
import { Route, Router, useLocation } from '@solidjs/router';
import { type JSX, type ParentProps, Show } from 'solid-js';
import { isDoor } from '../features/session/door.tsx';
import { SessionGate } from '../features/session/gate.tsx';
import { CommandWatch } from '../features/commands/command-watch.tsx';
import { RunWatch } from '../features/invoices/run-watch.tsx';
import { Shell } from '../features/shell/shell.tsx';
import { CollectorsPage } from './collectors.page.tsx';
import { CommandPage } from './command.page.tsx';
import { CommandsPage } from './commands.page.tsx';
import { ContractPage } from './contract.page.tsx';
import { ContractEquipmentPage } from './contract-equipment.page.tsx';
import { ContractNewPage } from './contract-new.page.tsx';
import { ContractTermsPage } from './contract-terms.page.tsx';
import { ContractsPage } from './contracts.page.tsx';
import { CustomerPage } from './customer.page.tsx';
import { CustomerEditPage } from './customer-edit.page.tsx';
import { CustomerNewPage } from './customer-new.page.tsx';
import { CustomersPage } from './customers.page.tsx';
import { CustomersImportPage } from './customers-import.page.tsx';
import { ForgotPage } from './forgot.page.tsx';
import { InvitePage } from './invite.page.tsx';
import { DiscoveryPage } from './discovery.page.tsx';
import { InvoicePage } from './invoice.page.tsx';
import { InvoicesPage } from './invoices.page.tsx';
import { MachinePage } from './machine.page.tsx';
import { MachineEditPage } from './machine-edit.page.tsx';
import { MachinesPage } from './machines.page.tsx';
import { MachinesImportPage } from './machines-import.page.tsx';
import { MeterDataPage } from './meter-data.page.tsx';
import { MeterPage } from './meter.page.tsx';
import { MeterNewPage } from './meter-new.page.tsx';
import { ModelsPage } from './models.page.tsx';
import { OverviewPage } from './overview.page.tsx';
import { PduPage } from './pdu.page.tsx';
import { PduNewPage } from './pdu-new.page.tsx';
import { PduOutletsPage } from './pdu-outlets.page.tsx';
import { PowerPage } from './power.page.tsx';
import { RacksImportPage } from './racks-import.page.tsx';
import { RacksNewPage } from './racks-new.page.tsx';
import { ResetPage } from './reset.page.tsx';
import { RunPage } from './run.page.tsx';
import { RunsPage } from './runs.page.tsx';
import { SettingsPage } from './settings.page.tsx';
import { SetupPage } from './setup.page.tsx';
import { SitePage } from './site.page.tsx';
import { SiteEditPage } from './site-edit.page.tsx';
import { SiteNewPage } from './site-new.page.tsx';
import { SiteOutletsPage } from './site-outlets.page.tsx';
import { SitesPage } from './sites.page.tsx';

/** URL to page. */
export function App(): JSX.Element {
  return (
    <Router base="/console" root={Frame}>
      <Route path="/" component={OverviewPage} />
      <Route path="/sites" component={SitesPage} />
      <Route path="/sites/new" component={SiteNewPage} />
      <Route path="/sites/:id" component={SitePage} />
      <Route path="/sites/:id/edit" component={SiteEditPage} />
      <Route path="/sites/:id/racks/new" component={RacksNewPage} />
      <Route path="/sites/:id/racks/import" component={RacksImportPage} />
      <Route path="/sites/:id/discovery" component={DiscoveryPage} />
      <Route path="/sites/:id/outlets" component={SiteOutletsPage} />
      <Route path="/commands" component={CommandsPage} />
      <Route path="/commands/:id" component={CommandPage} />
      <Route path="/machines" component={MachinesPage} />
      <Route path="/machines/import" component={MachinesImportPage} />
      <Route path="/machines/models" component={ModelsPage} />
      <Route path="/machines/:id" component={MachinePage} />
      <Route path="/machines/:id/edit" component={MachineEditPage} />
      <Route path="/power" component={PowerPage} />
      <Route path="/power/data" component={MeterDataPage} />
      <Route path="/power/pdus/new" component={PduNewPage} />
      <Route path="/power/meters/new" component={MeterNewPage} />
      <Route path="/power/meters/:id" component={MeterPage} />
      <Route path="/power/:id" component={PduPage} />
      <Route path="/power/:id/outlets" component={PduOutletsPage} />
      <Route path="/customers" component={CustomersPage} />
      <Route path="/customers/import" component={CustomersImportPage} />
      <Route path="/customers/new" component={CustomerNewPage} />
      <Route path="/customers/:id" component={CustomerPage} />
      <Route path="/customers/:id/edit" component={CustomerEditPage} />
      <Route path="/contracts" component={ContractsPage} />
      <Route path="/contracts/new" component={ContractNewPage} />
      <Route path="/contracts/:id" component={ContractPage} />
      <Route path="/contracts/:id/terms" component={ContractTermsPage} />
      <Route path="/contracts/:id/equipment" component={ContractEquipmentPage} />
      <Route path="/invoices" component={InvoicesPage} />
      <Route path="/invoices/runs" component={RunsPage} />
      <Route path="/invoices/runs/:id" component={RunPage} />
      <Route path="/invoices/:id" component={InvoicePage} />
      <Route path="/collectors" component={CollectorsPage} />
      <Route path="/settings" component={SettingsPage} />
      <Route path="/forgot" component={ForgotPage} />
      <Route path="/reset" component={ResetPage} />
      <Route path="/invite" component={InvitePage} />
      <Route path="/setup" component={SetupPage} />
      <Route path="*" component={NotFoundPage} />
    </Router>
  );
}

function Frame(props: ParentProps): JSX.Element {
  const location = useLocation();
  return (
    <Show when={!isDoor(location.pathname)} fallback={props.children}>
      <SessionGate>
        <RunWatch>
          <CommandWatch>
            <Shell>{props.children}</Shell>
          </CommandWatch>
        </RunWatch>
      </SessionGate>
    </Show>
  );
}

function NotFoundPage(): JSX.Element {
  return (
    <EmptyState title="There is no such page" action={<ButtonLink href="/">Go to the overview</ButtonLink>}>
      The address may be mistyped, or what it named is gone.
    </EmptyState>
  );
}
