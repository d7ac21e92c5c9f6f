import '@hashyard/ui/styles.css';
import { applyTheme } from '@hashyard/ui';
import { render } from 'solid-js/web';
import { App } from './app.tsx';

applyTheme();
const root = document.getElementById('root');
if (root) render(() => <App />, root);
