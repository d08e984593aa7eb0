import { readSettings } from '../config/settings.js';
import { migrateToLatest } from './migrate.js';

// Run by a deployment before its workers and web processes start; running it again does nothing.
await migrateToLatest(readSettings().databaseUrl);
