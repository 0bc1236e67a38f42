/**
 * An option's value as it stands on the command line: for what is needed before the options are parsed,
 * or although they could not be.
 */
export function readOption(argv: readonly string[], option: string): string | undefined {
  const at = argv.findIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = argv[at];
  return word === option ? argv[at + 1] : word?.slice(option.length + 1);
}
