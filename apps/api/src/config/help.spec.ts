import { helpText } from './help';
import { readConfig } from './read-config';
import { type Setting, SETTINGS } from './settings';

const settings = Object.values<Setting>(SETTINGS);

describe('the table of settings', () => {
  it.each(settings)(
    '$env stands in the help with its flag, its default and its meaning',
    ({ env, flag, ...setting }) => {
      const help = helpText();
      expect(help).toContain(flag ? `  ${flag}=…, ${env}\n` : `  ${env}\n`);
      expect(help).toContain(setting.meaning.replaceAll('`', ''));
      if (setting.default) expect(help).toContain(`Default: ${setting.default}.`);
    },
  );

  it('gives every setting a default or says what happens without', () => {
    for (const { default: text, defaultNote } of settings) expect(text ?? defaultNote).toBeTruthy();
  });

  it('has no flag for a secret', () => {
    expect(settings.filter(({ flag }) => !flag).map(({ env }) => env)).toEqual([
      'HOLDFAST_TURN_SECRET',
      'HOLDFAST_SECRET',
    ]);
  });

  it('has defaults that are valid themselves', () => {
    const defaults = settings.flatMap((setting) => (setting.default ? [[setting.env, setting.default]] : []));
    expect(readConfig([], Object.fromEntries(defaults))).toEqual(readConfig([], {}));
  });
});
