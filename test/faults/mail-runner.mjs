// One run of the mail engine in a process of its own, to be killed: <built src> <campaign file> <relay>
const [built, file, relay] = process.argv.slice(2);
const { openDatabase } = await import(`${built}/database/open.js`);
const { sendQueued } = await import(`${built}/mail/engine.js`);
const { startRunner } = await import(`${built}/mail/runner.js`);
const { parseRelay } = await import(`${built}/mail/relay.js`);

const database = openDatabase(file, { waiting: () => undefined });
const runner = startRunner(database, { name: 'runner', now: () => Date.now() });
const { remaining, stopped } = await sendQueued(runner, {
  relay: parseRelay(relay),
  password: null,
  rate: null,
  connections: 5,
  patience: 10_000,
});
database.close();
process.exitCode = remaining === 0 && stopped === null ? 0 : 7;
