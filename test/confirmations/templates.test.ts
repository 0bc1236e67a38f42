import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TemplateValues } from '../../src/confirmations/placeholders.ts';
import { loadTemplates } from '../../src/confirmations/templates.ts';
import { Failure } from '../../src/failure.ts';

const fixture = (name: string): string =>
  new URL(`../../fixtures/templates/${name}`, import.meta.url).pathname;

const values: TemplateValues = {
  campaign_name: 'Impfaktion',
  campaign_place: 'Festplatz',
  campaign_date: 'Sonntag, 20. Juni 2021',
  given_name: 'Erika',
  family_name: 'Beispiel',
  full_name: 'Erika Beispiel',
  reference: 'K7QX-9F2M',
  slot: 'Sonntag, 20. Juni 2021, 09:15–09:30 Uhr',
  booked_on: 'Montag, 14. Juni 2021',
  how_to_cancel: 'Rufen Sie an: 0123.',
  reply_address: 'buero@stadt.example',
  sender_name: 'Stadt Musterstadt',
  qr: 'cid:qr',
  what_to_bring: ['Ausweis', 'Impfpass'],
};

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function folderWith(name: string, source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  folders.push(folder);
  writeFileSync(join(folder, name), source);
  return folder;
}

function renderText(body: string, changes: Partial<TemplateValues> = {}): string {
  const folder = folderWith('confirmation.de.txt.hbs', `Subject: Termin\n\n${body}`);
  return loadTemplates('confirmation', 'de', folder).render({ ...values, ...changes }).text;
}

function faultOf(load: () => unknown): Failure['facts'] {
  try {
    load();
  } catch (error) {
    if (error instanceof Failure && error.code === 'template_faulty') return error.facts;
    throw error;
  }
  throw new Error('no fault was found');
}

describe('the shipped templates', () => {
  it.each(['de', 'en'] as const)('say every fact in text and HTML: %s', (language) => {
    const { subject, text, html } = loadTemplates('confirmation', language, null).render(values);
    expect(subject).toContain(values.slot);
    expect(subject).toContain('K7QX-9F2M');
    const unwrapped = text.replaceAll(/\s+/g, ' ');
    for (const key of [
      'full_name',
      'campaign_name',
      'campaign_place',
      'slot',
      'reference',
      'booked_on',
      'how_to_cancel',
      'sender_name',
    ] as const) {
      expect(unwrapped).toContain(values[key]);
      expect(html).toContain(values[key]);
    }
    for (const thing of values.what_to_bring) {
      expect(text).toContain(`\n- ${thing}\n`);
      expect(html).toContain(`>${thing}</li>`);
    }
    expect(text.split('\n').filter((line) => line.length > 76)).toEqual([]);
  });

  it.each(['de', 'en'] as const)('leave no gap where a fact is missing: %s', (language) => {
    const bare = {
      ...values,
      campaign_name: null,
      campaign_place: null,
      given_name: null,
      family_name: null,
      full_name: null,
      booked_on: null,
      how_to_cancel: null,
      sender_name: null,
      what_to_bring: [],
    };
    const { text, html } = loadTemplates('confirmation', language, null).render(bare);
    for (const part of [text, html]) {
      expect(part).not.toMatch(/null|undefined|„“|“”|\(\)/);
      // Without instructions one cancels by a reply, to the address named.
      expect(part).toContain('buero@stadt.example');
    }
    expect(text).toMatch(/^(Guten Tag|Hello),\n/);
    expect(text).not.toContain('\n\n\n');
  });

  it('are the same mail in both languages: the same placeholders, heading by heading', () => {
    const folder = new URL('../../src/confirmations/templates/', import.meta.url);
    for (const kind of ['txt', 'html']) {
      const [german, english] = ['de', 'en'].map((language) =>
        readFileSync(new URL(`confirmation.${language}.${kind}.hbs`, folder), 'utf8').match(
          /\{\{[^}!]*\}\}|<h\d|^[^\n]*\?$/gm,
        ),
      );
      expect(english?.map((part) => part.replace(/^.*\?$/, '?'))).toEqual(
        german?.map((part) => part.replace(/^.*\?$/, '?')),
      );
    }
  });

  it('load nothing from elsewhere', () => {
    for (const language of ['de', 'en'] as const) {
      const { html } = loadTemplates('confirmation', language, null).render(values);
      expect(html).not.toMatch(/https?:|<script|<link|<style|@import|url\(/i);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toMatch(/<img src="cid:qr"[^>]* alt="[^"]*K7QX-9F2M"/);
    }
  });

  it('and their README know the same placeholders', () => {
    const readme = readFileSync(
      new URL('../../src/confirmations/templates/README.md', import.meta.url),
      'utf8',
    );
    const table = readme.slice(readme.indexOf('## Placeholders'), readme.indexOf('## What else'));
    const documented = new Set(table.match(/(?<=\{\{)\w+/g));
    expect([...documented].toSorted()).toEqual(Object.keys(values).toSorted());
  });
});

describe('a city’s own templates', () => {
  it('replace the shipped file of the same name, and only that', () => {
    const own = loadTemplates('confirmation', 'de', fixture('own-text')).render(values);
    expect(own.subject).toBe('Bürgertest K7QX-9F2M');
    expect(own.text).toBe('Hallo Erika Beispiel,\n\nSonntag, 20. Juni 2021, 09:15–09:30 Uhr\n');
    expect(own.html).toBe(loadTemplates('confirmation', 'de', null).render(values).html);
    expect(
      loadTemplates('confirmation', 'en', fixture('own-text')).render(values).subject,
    ).toContain('Appointment');
  });

  it.each([
    ['unknown-placeholder', { line: 4, reason: 'unknown_placeholder', found: 'vorname' }],
    ['syntax', { line: 2, reason: 'syntax' }],
    ['no-subject', { line: 1, reason: 'no_subject' }],
    ['windows-1252', { line: 3, reason: 'not_utf8' }],
    ['misnamed', { reason: 'unknown_file', found: 'confirmaton.de.txt.hbs' }],
    ['not-there', { reason: 'unreadable', found: 'ENOENT' }],
  ])('are refused with the place of the fault: %s', (name, facts) => {
    const fault = faultOf(() => loadTemplates('confirmation', 'de', fixture(name)));
    expect(fault).toMatchObject(facts);
    expect(fault).toHaveProperty('file', expect.stringContaining(fixture(name)));
  });

  it('name what could have stood there', () => {
    const placeholder = faultOf(() => renderText('{{vorname}}'));
    expect(placeholder).toHaveProperty('known', expect.arrayContaining(['given_name', 'slot']));
    const file = faultOf(() => loadTemplates('confirmation', 'de', fixture('misnamed')));
    expect(file).toHaveProperty('known', expect.arrayContaining(['confirmation.de.txt.hbs']));
  });

  it.each([
    '{{{full_name}}}',
    '{{&full_name}}',
    '{{> partial}}',
    '{{#> layout}}x{{/layout}}',
    '{{*decorator}}',
    '{{lookup this "constructor"}}',
    '{{log full_name}}',
    '{{#with campaign_name}}x{{/with}}',
    '{{#if (lookup this "x")}}x{{/if}}',
    '{{#if full_name includeZero=true}}x{{/if}}',
    '{{#if full_name reference}}x{{/if}}',
    '{{#if}}x{{/if}}',
    '{{#full_name}}x{{/full_name}}',
    '{{#each what_to_bring as |thing|}}{{thing}}{{/each}}',
    '{{#each what_to_bring}}{{#if this}}x{{/if}}{{/each}}',
    '{{{{raw}}}}x{{{{/raw}}}}',
    '{{full_name 1}}',
    '{{"reference"}}',
    '{{42}}',
  ])('cannot say %s', (source) => {
    expect(faultOf(() => renderText(`Zeile\n${source}\n`))).toMatchObject({
      reason: 'forbidden',
      line: 4,
    });
  });

  it.each([
    '{{constructor}}',
    '{{__proto__}}',
    '{{toString}}',
    '{{this.reference}}',
    '{{this}}',
    '{{.}}',
    '{{../reference}}',
    '{{@root.reference}}',
    '{{reference.constructor}}',
    '{{[this]}}',
    '{{what_to_bring}}',
    '{{if}}',
    '{{#each full_name}}x{{/each}}',
    '{{#each what_to_bring}}{{reference}}{{/each}}',
    '{{#each what_to_bring}}{{[this]}}{{/each}}',
    '{{#each what_to_bring}}{{@index}}{{/each}}',
    '{{#if nobody}}x{{/if}}',
  ])('cannot reach %s', (source) => {
    expect(faultOf(() => renderText(source))).toMatchObject({ reason: 'unknown_placeholder' });
  });

  it('show the construct they are refused for', () => {
    const fault = faultOf(() => renderText('Text {{> partial}} und {{slot}}'));
    expect(fault).toHaveProperty('found', '{{> partial}}');
  });

  it.each(['{{full_name', '{{#if full_name}}x', '{{/if}}', '{{}}', '{{#if full_name}}x{{/each}}'])(
    'are refused when they are broken: %s',
    (source) => {
      const fault = faultOf(() => renderText(`Zeile\n${source}`));
      expect(fault).toMatchObject({ reason: 'syntax', line: 4 });
    },
  );

  it('are checked in HTML too', () => {
    const folder = folderWith('confirmation.de.html.hbs', '<p>\n{{{full_name}}}</p>');
    expect(faultOf(() => loadTemplates('confirmation', 'de', folder))).toMatchObject({
      reason: 'forbidden',
      line: 2,
    });
  });

  it('can use conditions, lists and remarks', () => {
    const body = `{{!-- nobody sees this --}}{{#if given_name}}a{{else}}b{{/if}}{{#unless given_name}}c{{/unless}}
{{#each what_to_bring}}
* {{this}}
{{else}}
nothing
{{/each}}
{{#if booked_on}}x{{else if slot}}y{{/if}}
{{^if booked_on}}z{{/if}}`;
    expect(renderText(body)).toBe('a\n* Ausweis\n* Impfpass\nx\n');
    expect(renderText(body, { given_name: null, what_to_bring: [], booked_on: null })).toBe(
      'bc\nnothing\ny\nz\n',
    );
  });

  it('break long lines as deep as they began, and leave what cannot be broken', () => {
    const words = 'Wort '.repeat(30).trim();
    const text = renderText(`  ${words}\n\n- ${words}\n\n${'x'.repeat(90)}\n`);
    const lines = text.split('\n');
    expect(lines.filter((line) => line.length > 76)).toEqual(['x'.repeat(90)]);
    expect(lines.slice(0, 2).every((line) => /^ {2}Wort/.test(line))).toBe(true);
    expect(lines[lines.indexOf('') + 1]).toMatch(/^- Wort/);
    expect(lines[lines.indexOf('') + 2]).toMatch(/^ {2}Wort/);
    expect(text.match(/Wort/g)).toHaveLength(60);
  });

  it('need a subject that is not empty for anyone', () => {
    const source = 'Subject: {{given_name}}\n\nText\n';
    const templates = loadTemplates(
      'confirmation',
      'de',
      folderWith('confirmation.de.txt.hbs', source),
    );
    expect(templates.render(values).subject).toBe('Erika');
    expect(faultOf(() => templates.render({ ...values, given_name: null }))).toMatchObject({
      reason: 'no_subject',
    });
  });

  it('may come with a byte order mark and Windows line ends', () => {
    const source = '\uFEFFSubject: Termin\r\n\r\nGrüße\r\n';
    const { subject, text } = loadTemplates(
      'confirmation',
      'de',
      folderWith('confirmation.de.txt.hbs', source),
    ).render(values);
    expect([subject, text]).toEqual(['Termin', 'Grüße\n']);
  });
});
