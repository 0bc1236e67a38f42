import type { Command } from 'commander';
import { checkSetting } from '../campaign/check-setting.ts';
import { createCampaign } from '../campaign/create.ts';
import type { SettingKey, Settings } from '../campaign/settings.ts';
import type { Context } from '../context.ts';
import { Failure } from '../failure.ts';
import type { Text } from '../i18n/text.ts';

interface Options {
  name?: string;
  date?: string;
  location?: string;
  timeZone?: string;
  postalCode?: string;
}

export function declare(command: Command, { commands }: Text): Command {
  const { options } = commands.init;
  return command
    .option('--name <name>', options.name)
    .option('--date <date>', options.date)
    .option('--location <place>', options.location)
    .option('--time-zone <zone>', options.timeZone)
    .option('--postal-code <codes>', options.postalCode);
}

export async function run(context: Context, options: Options): Promise<void> {
  const { out, text, file } = context;
  const settings = await collect(context, options);
  createCampaign(file, context.actor, settings);
  const next = 'slotdesk contingent add …';
  out.result({ file, settings }, () => [
    text.campaign.created(file),
    text.campaign.mailLanguage,
    text.campaign.next(next),
  ]);
}

async function collect(
  { ask, text, language }: Context,
  options: Options,
): Promise<Partial<Settings>> {
  const words = text.campaign;
  const settings: Partial<Settings> = { 'campaign.language': language };
  const keep = (key: SettingKey, option: string, value: string | undefined): void => {
    if (value !== undefined) settings[key] = checkOption(key, option, value);
  };
  // Whoever names the campaign and its day on the command line is a script or knows what they want: no further questions.
  const asking = options.name === undefined || options.date === undefined;
  const answer = async (
    key: SettingKey,
    option: string,
    given: string | undefined,
    question: string,
    needed: boolean,
  ): Promise<void> => {
    const check = (value: string): string | null => explain(text, key, value, needed);
    const typed =
      given ??
      (asking && (needed || ask.possible) ? await ask.value(question, option, { check }) : given);
    keep(key, option, typed);
  };
  await answer('campaign.name', '--name', options.name, words.askName, true);
  await answer('campaign.date', '--date', options.date, words.askDate, true);
  await answer('campaign.location', '--location', options.location, words.askLocation, false);
  await answer(
    'area.postal-codes',
    '--postal-code',
    options.postalCode,
    words.askPostalCodes,
    false,
  );
  keep('campaign.time-zone', '--time-zone', options.timeZone);
  return settings;
}

function checkOption(key: SettingKey, option: string, value: string): string {
  try {
    const kept = checkSetting(key, value);
    if (kept === '' && key === 'campaign.name') {
      throw new Failure('setting_invalid', { key, value, expected: 'text' });
    }
    return kept;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'setting_invalid') throw error;
    const { expected } = (error as Failure<'setting_invalid'>).facts;
    throw new Failure('invalid_value', { option, value, expected }, { cause: error });
  }
}

function explain(text: Text, key: SettingKey, value: string, needed: boolean): string | null {
  if (value.trim() === '' && !needed) return null;
  try {
    checkOption(key, key, value);
    return null;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'invalid_value') throw error;
    return text.failures.invalid_value((error as Failure<'invalid_value'>).facts).hint;
  }
}
