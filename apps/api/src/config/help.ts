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

/** The table of all settings as Markdown, as it stands in the README. */
export function settingsTable(): string {
  const rows = Object.values<Setting>(SETTINGS).map(({ flag, env, value, meaning, defaultNote, ...setting }) => {
    const initially = setting.default === undefined ? (defaultNote ?? 'none') : `\`${setting.default}\``;
    return `| \`${env}\` | ${flag ? `\`${flag}\`` : ''} | ${value} | ${initially} | ${meaning} |`;
  });
  return ['| variable | flag | takes | default | meaning |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

/** Without the marks of Markdown. */
const plain = (markdown: string): string => markdown.replaceAll('`', '');
