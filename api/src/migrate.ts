import 'reflect-metadata';
import { migrateDatabase } from './database/migrate.ts';
import { required } from './env.ts';

/** `node dist/migrate.js`: brings the database to this version's schema and prints whether it was empty before. */
const answer = await migrateDatabase({
  ownerUrl: required(process.env, 'DATABASE_OWNER_URL'),
  appPassword: required(process.env, 'DATABASE_APP_PASSWORD'),
});
console.log(JSON.stringify(answer));
