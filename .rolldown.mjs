// One file a command instead of one a module: Node spends longer on finding small files than on running them.
export default {
  input: 'src/main.ts',
  platform: 'node',
  external: (id) => !/^[./]/.test(id),
  output: { dir: 'dist', format: 'esm', cleanDir: true },
};
