import type { Actor } from '../database/change.ts';
import { createDatabase } from '../database/create.ts';
import type { Settings } from './settings.ts';
import { storeSettings } from './storage.ts';

/** Creates the campaign file with these settings, complete or not at all. @throws Failure as `createDatabase` */
export function createCampaign(file: string, actor: Actor, settings: Partial<Settings>): void {
  createDatabase(file, (database) => storeSettings(database, actor, 'campaign.init', settings));
}
