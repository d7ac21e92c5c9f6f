import express, { type Router } from 'express';
import { type ContextOf, serveFile } from '../documents/index.ts';
import { Contract } from './contract.entity.ts';

/** The files of contracts: for a customer from activation on, as the contract itself. */
export function contractDocuments(contextOf: ContextOf): Router {
  const router = express.Router();
  const pdf = serveFile(contextOf, 'contract:read', async ({ em }, id) => {
    const contract = await em.findOne(Contract, { id });
    if (!contract?.documentSha256) return null;
    return { sha256: contract.documentSha256, name: `${contract.number}.pdf` };
  });
  router.get('/documents/contracts/:id.pdf', pdf);
  return router;
}
