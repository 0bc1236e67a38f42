export const campaign = {
  askName: 'What is the campaign called?',
  askDate: 'On which day is it (2021-06-20)?',
  askLocation: 'Where does it take place?',
  askPostalCodes: 'Postal codes of the entitled area, with commas (empty: everyone)?',
  created: (file: string) => `Created ${file}.`,
  mailLanguage:
    'The mails will be in English; for German: slotdesk config set campaign.language de',
  next: (command: string) => `Next: ${command}`,
  key: 'Setting',
  value: 'Value',
  origin: 'From',
  origins: { environment: 'environment', file: 'campaign', default: 'default' },
  set: (key: string, value: string) => `${key} is now ${value === '' ? '(empty)' : value}.`,
  unset: (key: string, value: string) =>
    `${key} is the default again${value === '' ? '.' : `: ${value}.`}`,
};
