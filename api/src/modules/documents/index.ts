export { findDocument, keepEvidence, keepPdf, piecesOf } from './document.service.ts';
export { Paper, paperColors } from './paper.ts';
export { type ContextOf, serveFile, type ServedFile } from './serve.ts';
