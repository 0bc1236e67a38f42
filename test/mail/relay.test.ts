import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/failure.ts';
import { parseRelay } from '../../src/mail/relay.ts';

describe('the relay’s address', () => {
  it.each([
    ['smtps://mail.city.example', { port: 465, tls: 'implicit', user: null }],
    ['smtp://mail.city.example', { port: 587, tls: 'starttls', user: null }],
    ['smtp://office@mail.city.example:2525', { port: 2525, tls: 'starttls', user: 'office' }],
    ['smtps://office@city.example@mail.city.example', { user: 'office@city.example' }],
    ['smtp://mail.city.example?tls=off', { tls: 'none' }],
    ['smtp://127.0.0.1:25', { tls: 'none', host: '127.0.0.1' }],
    ['smtp://[::1]:25', { tls: 'none', host: '::1' }],
    ['smtp://localhost?tls=required', { tls: 'starttls' }],
    ['smtp://office@localhost:25', { tls: 'none', user: 'office' }],
    ['smtp://mail.city.example?ca=/etc/city.pem', { ca: '/etc/city.pem', tls: 'starttls' }],
    ['folder:outbox', { kind: 'folder', folder: 'outbox', label: 'folder:outbox' }],
  ])('%s', (text, expected) => {
    expect(parseRelay(text)).toMatchObject(expected);
  });

  it('has a name that keeps the user to itself', () => {
    expect(parseRelay('smtps://office@mail.city.example').label).toBe(
      'smtps://mail.city.example:465',
    );
  });

  it.each([
    ['mail.city.example', 'scheme'],
    ['http://mail.city.example', 'scheme'],
    ['smtp://', 'host'],
    ['smtp://mail city.example', 'host'],
    ['smtp://mail.city.example:99999', 'port'],
    ['smtp://mail.city.example:0', 'port'],
    ['smtp://mail.city.example:smtp', 'port'],
    ['smtp://mail.city.example/x', 'path'],
    ['folder:', 'path'],
    ['smtp://mail.city.example?tls=maybe', 'option'],
    ['smtps://mail.city.example?tls=off', 'option'],
    ['smtp://office@mail.city.example?tls=off', 'clear_password'],
  ])('%s is refused: %s', (text, reason) => {
    expect(refusal(text)).toEqual({ relay: text, reason });
  });

  it.each([
    ['smtp://office:geheim@mail.city.example', 'password'],
    ['smtp://a@b:geheim@mail.city.example', 'password'],
    ['smtp://office:ge/heim@mail.city.example', 'password'],
    ['smtp://office@mail.city.example?password=geheim', 'option'],
  ])('refuses a password and does not repeat it', (text, reason) => {
    const facts = refusal(text);
    expect(facts).toMatchObject({ reason });
    expect(JSON.stringify(facts)).not.toMatch(/ge\/?heim/);
  });
});

function refusal(text: string): unknown {
  try {
    return parseRelay(text);
  } catch (error) {
    return error instanceof Failure && error.code === 'relay_invalid' ? error.facts : error;
  }
}
