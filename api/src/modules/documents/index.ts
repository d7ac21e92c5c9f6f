export { findDocument, keepEvidence, keepPdf, unzipped } from './document.service.ts';
export { fonts } from './fonts.ts';
export { type ContextOf, serveFile, type ServedFile } from './serve.ts';
