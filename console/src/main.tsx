import './styles.css';
import { applyTheme, createGraph, GraphProvider, setAppName } from '@hashyard/ui';
import { render } from 'solid-js/web';
import { App } from './routes/app.tsx';

applyTheme();
setAppName('Hashyard');

/** A dead session closes the socket; starting over asks who is signed in, and that answers with the sign-in page. */
const graph = createGraph({ url: '/graphql', onViewerLost: () => graph.reset() });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
render(
  () => (
    <GraphProvider value={graph}>
      <App />
    </GraphProvider>
  ),
  root,
);
