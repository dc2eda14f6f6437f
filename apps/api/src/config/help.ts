import { type Setting, SETTINGS } from './settings';

/** What `--help` prints: every setting with its names, its values, its default and its meaning. */
export function helpText(): string {
  const settings = Object.values<Setting>(SETTINGS).map(
    ({ flag, env, value, meaning, ...setting }) =>
      `  ${flag ? `${flag}=…, ` : ''}${env}\n` +
      `      ${plain(meaning)}\n` +
      `      Takes ${plain(value)}. Default: ${plain(setting.default ?? setting.defaultNote ?? 'none')}.\n`,
  );
  return [
    'Holdfast: private video calling on your own server.\n',
    'Each setting is a flag or an environment variable; the flag wins.\n',
    ...settings,
    '  --help\n      Prints this.\n',
  ].join('\n');
}

const plain = (markdown: string): string => markdown.replaceAll('`', '');
