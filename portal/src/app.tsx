import { createGraph, GraphProvider } from '@hashyard/ui';
import { Navigate, Route, Router } from '@solidjs/router';
import { createSignal, type JSX, lazy, onMount } from 'solid-js';
import { Frame } from './features/viewer/frame.tsx';
import { ViewerProvider } from './features/viewer/viewer.tsx';

const SignIn = lazy(() => import('./routes/sign-in.tsx'));
const Invite = lazy(() => import('./routes/invite.tsx'));
const Home = lazy(() => import('./routes/home.tsx'));
const Machines = lazy(() => import('./routes/machines.tsx'));
const Machine = lazy(() => import('./routes/machine.tsx'));
const Contracts = lazy(() => import('./routes/contracts.tsx'));
const Contract = lazy(() => import('./routes/contract.tsx'));
const Bills = lazy(() => import('./routes/bills.tsx'));
const Bill = lazy(() => import('./routes/bill.tsx'));
const People = lazy(() => import('./routes/people.tsx'));
const Profile = lazy(() => import('./routes/profile.tsx'));
const Forgot = lazy(() => import('./routes/forgot.tsx'));
const Reset = lazy(() => import('./routes/reset.tsx'));

const pages = [Home, Machines, Machine, Contracts, Contract, Bills, Bill, People, Profile];
/** Pages are fetched while nobody waits, so that going to one doesn't. */
const fetchPages = () => pages.forEach((page) => void page.preload());

/** Without the trailing slash, as the router wants it. */
const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');

export function App(): JSX.Element {
  const [ended, setEnded] = createSignal(0);
  const graph = createGraph({ url: '/graphql', onViewerLost: () => setEnded((n) => n + 1) });
  onMount(() => setTimeout(fetchPages, 1_000));
  return (
    <GraphProvider value={graph}>
      <ViewerProvider ended={ended}>
        <Router base={BASE}>
          <Route path="/sign-in" component={SignIn} />
          <Route path="/invite" component={Invite} />
          <Route path="/forgot" component={Forgot} />
          <Route path="/reset" component={Reset} />
          <Route path="/" component={Frame}>
            <Route path="/" component={Home} />
            <Route path="/machines" component={Machines} />
            <Route path="/machines/:id" component={Machine} />
            <Route path="/contracts" component={Contracts} />
            <Route path="/contracts/:id" component={Contract} />
            <Route path="/bills" component={Bills} />
            <Route path="/bills/:id" component={Bill} />
            <Route path="/people" component={People} />
            <Route path="/profile" component={Profile} />
          </Route>
          <Route path="*" component={() => <Navigate href="/" />} />
        </Router>
      </ViewerProvider>
    </GraphProvider>
  );
}
