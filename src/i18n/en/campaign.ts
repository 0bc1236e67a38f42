export const campaign = {
  askName: 'What is the campaign called?',
  askDate: 'On which day is it (2021-06-20)?',
  askLocation: 'Where does it take place?',
  askPostalCodes: 'Postal codes of the entitled area, with commas (empty: everyone)?',
  created: (file: string) => `Created ${file}.`,
  next: (command: string) => `Next: ${command}`,
  mailLanguage: 'Its mails are in English (change: slotdesk config set campaign.language de).',
  key: 'Setting',
  value: 'Value',
  origin: 'From',
  origins: { environment: 'environment', file: 'campaign', default: 'default' },
  set: (key: string, value: string) => `${key} is now ${value === '' ? '(empty)' : value}.`,
  unset: (key: string, value: string) =>
    `${key} is the default again${value === '' ? '.' : `: ${value}.`}`,
};
