import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const daemons = '/usr/lib/postfix/sbin';

/** Whether a Postfix of our own can be started here: its program is there, and we may. */
export const canRunPostfix =
  existsSync('/usr/sbin/postfix') && existsSync(daemons) && process.getuid?.() === 0;

export interface Postfix {
  url: string;
  readLog: () => string;
  stop: () => void;
}

/**
 * A Postfix with its own configuration, queue and log in `folder`, on a loopback port. It discards what it
 * accepts, but bounces mails to `bounced.example`.
 */
export function startPostfix(folder: string, port: number): Postfix {
  const [config, queue, data, log] = ['config', 'queue', 'data', 'log'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  for (const path of [config, queue, data, log]) mkdirSync(path, { recursive: true });
  for (const path of [folder, config, queue, log]) chmodSync(path, 0o755);
  const [user = 0, group = 0] = ownerOf('postfix');
  chownSync(data, user, group);
  const logFile = join(log, 'mail.log');
  writeFileSync(join(config, 'main.cf'), writeMain({ queue, data, log, logFile }));
  writeFileSync(join(config, 'master.cf'), writeMaster(port));
  const postfix = (...words: string[]): void => {
    const { status, stderr } = spawnSync('/usr/sbin/postfix', ['-c', config, ...words], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`postfix ${words.join(' ')}: ${stderr}`);
  };
  postfix('start');
  return {
    url: `smtp://127.0.0.1:${port}?tls=off`,
    readLog: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    stop: () => postfix('stop'),
  };
}

function writeMain(places: Record<'queue' | 'data' | 'log' | 'logFile', string>): string {
  return [
    'compatibility_level = 3.6',
    `queue_directory = ${places.queue}`,
    `data_directory = ${places.data}`,
    `daemon_directory = ${daemons}`,
    'command_directory = /usr/sbin',
    'mail_owner = postfix',
    'setgid_group = postdrop',
    'myhostname = relay.example',
    // It has no users: it takes their mails and finds that out later.
    'mydestination = bounced.example',
    'inet_interfaces = 127.0.0.1',
    'inet_protocols = ipv4',
    'mynetworks = 127.0.0.0/8',
    'smtpd_relay_restrictions = permit_mynetworks, reject',
    'smtpd_tls_security_level = none',
    'default_transport = discard',
    'alias_maps =',
    'local_recipient_maps =',
    `maillog_file_prefixes = ${places.log}`,
    `maillog_file = ${places.logFile}`,
    '',
  ].join('\n');
}

function writeMaster(port: number): string {
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'discard unix - - n - - discard',
    'local unix - n n - - local',
    'anvil unix - - n - 1 anvil',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  return `${services.join('\n')}\n`;
}

function ownerOf(name: string): number[] {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  return (line ?? '').split(':').slice(2, 4).map(Number);
}
