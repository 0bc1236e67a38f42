/** Every setting of a campaign and its default. Precedence: option, environment, campaign file, this. */
export const defaultSettings = {
  'campaign.name': '',
  'campaign.date': '',
  'campaign.last-date': '',
  'campaign.time-zone': 'Europe/Berlin',
  'campaign.location': '',
  'campaign.language': 'de',
  'campaign.bring': '',
  'campaign.cancel': '',
  'area.postal-codes': '',
  'contingents.cancelled-seats-to': '',
  'mail.from': '',
  'mail.reply-to': '',
  'mail.relay': 'folder:outbox',
  'mail.rate': '300/m',
  'mail.domain-rate': 'off',
  'mail.connections': '2',
  'mail.templates': '',
  'duplicates.min-probability': '0.01',
};

export type SettingKey = keyof typeof defaultSettings;
export type Settings = Record<SettingKey, string>;

export const settingKeys = Object.keys(defaultSettings) as SettingKey[];

/** The entitled area; `null` means that everyone is entitled. */
export function readArea(settings: Settings): ReadonlySet<string> | null {
  const codes = settings['area.postal-codes'];
  return codes === '' ? null : new Set(codes.split(','));
}
