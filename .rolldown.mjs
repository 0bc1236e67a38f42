// One file a command instead of one a module: Node spends longer on finding small files than on running
// them. What every command needs, and what every command that only reads needs, are two files more; the
// second loads SQLite, and neither loads node:crypto.
const always =
  /src\/(failure|nearest|system-error|terminal\/(clean|width|table)|time\/zone|i18n\/(counted|formats|describe-failure))\.ts$/;
const reading =
  /src\/(database\/(open|schema|migrations|remote|statements|waiting)|campaign\/(campaign|read-settings|settings)|contingents\/(figures|state)|bookings\/(counts|import-left)|duplicates\/counts|confirmations\/(counts|state)|commands\/(shell|contingent\/(list|remedies)))\.ts$/;

export default {
  input: 'src/main.ts',
  platform: 'node',
  external: (id) => !/^[./]/.test(id),
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    codeSplitting: {
      groups: [
        { name: 'always', test: always },
        { name: 'reading', test: reading },
      ],
    },
  },
};
