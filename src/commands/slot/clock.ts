import type { Settings } from '../../campaign/settings.ts';
import type { Clock } from '../../contingents/slots.ts';

/** The zone and the date by which typed times are read. */
export function readClock(settings: Settings): Clock {
  return { timeZone: settings['campaign.time-zone'], date: settings['campaign.date'] };
}
