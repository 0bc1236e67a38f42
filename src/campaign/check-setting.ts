import { Failure, type Expected } from '../failure.ts';
import { isDeliverable } from '../mail/address.ts';
import { parseRelay } from '../mail/relay.ts';
import { parseRate, parseRateOrOff } from '../mail/throttle.ts';
import { nearest } from '../nearest.ts';
import { parseDate } from '../time/parse.ts';
import { isTimeZone } from '../time/zone.ts';
import { parseSender } from './sender.ts';
import { settingKeys, type SettingKey } from './settings.ts';

interface Rule {
  expected: Expected;
  /** The value as it is kept, or `null` if it will not do. */
  keep: (value: string) => string | null;
}

const text: Rule = { expected: 'text', keep: (value) => value };

const rules: Record<SettingKey, Rule> = {
  'campaign.name': text,
  'campaign.date': { expected: 'date', keep: parseDate },
  'campaign.last-date': { expected: 'date', keep: parseDate },
  'campaign.time-zone': { expected: 'time_zone', keep: (zone) => (isTimeZone(zone) ? zone : null) },
  'campaign.location': text,
  'campaign.language': {
    expected: 'language',
    keep: (value) => (value === 'de' || value === 'en' ? value : null),
  },
  'campaign.bring': text,
  'campaign.cancel': text,
  'area.postal-codes': { expected: 'postal_codes', keep: keepPostalCodes },
  'contingents.cancelled-seats-to': text,
  'mail.from': { expected: 'sender', keep: (value) => (parseSender(value) ? value : null) },
  'mail.reply-to': { expected: 'email', keep: (value) => (isDeliverable(value) ? value : null) },
  'mail.relay': { expected: 'relay', keep: (value) => (parseRelay(value) ? value : null) },
  'mail.rate': { expected: 'rate', keep: (value) => (parseRate(value) ? value : null) },
  'mail.domain-rate': { expected: 'rate_or_off', keep: keepRateOrOff },
  'mail.connections': {
    expected: 'connections',
    keep: (value) => (/^([1-9]|[1-4]\d|50)$/.test(value) ? value : null),
  },
  'duplicates.min-probability': { expected: 'probability', keep: keepProbability },
  'mail.templates': text,
};

/** @throws Failure `setting_unknown` */
export function toSettingKey(typed: string): SettingKey {
  const key = settingKeys.find((known) => known === typed.trim().toLowerCase());
  if (key === undefined) {
    throw new Failure('setting_unknown', { key: typed, nearest: nearest(typed, settingKeys) });
  }
  return key;
}

/** The value as it is kept. @throws Failure `setting_invalid`, `relay_invalid` */
export function checkSetting(key: SettingKey, value: string): string {
  const { keep, expected } = rules[key];
  const kept = keep(value.trim());
  if (kept === null) throw new Failure('setting_invalid', { key, value, expected });
  return kept;
}

function keepRateOrOff(value: string): string | null {
  const rate = parseRateOrOff(value);
  if (rate === null) return null;
  return rate === 'off' ? 'off' : value;
}

function keepProbability(value: string): string | null {
  const figure = Number(value.replace(',', '.'));
  return /^\d*[.,]?\d{1,6}$/.test(value) && figure <= 1 ? String(figure) : null;
}

function keepPostalCodes(value: string): string | null {
  const codes = value.split(/[\s,;]+/).filter((code) => code !== '');
  return codes.every((code) => /^\d{5}$/.test(code)) ? [...new Set(codes)].join(',') : null;
}
