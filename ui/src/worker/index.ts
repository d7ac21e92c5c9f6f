/** What runs inside a worker: no component, no page. */
export { serveEvidence } from './serve-evidence.ts';
