/** The process as `main` gets it; only bin/slotdesk.js knows the global. */
export type Host = Pick<
  NodeJS.Process,
  'argv' | 'env' | 'stdin' | 'stdout' | 'stderr' | 'pid' | 'cwd' | 'umask' | 'on' | 'off'
>;
