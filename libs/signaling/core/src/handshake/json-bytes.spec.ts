import { jsonBytes } from './json-bytes';

describe('jsonBytes', () => {
  it.each([
    {},
    { a: 'b' },
    { name: 'Zoë' },
    { name: '日本' },
    { name: '👩‍🚀' },
    { name: '\ud800' },
    [1, 'é', null],
    'x',
    7,
  ])('counts %j as UTF-8 does', (value) => {
    const escaped = encodeURIComponent(JSON.stringify(value)); // %XX for each byte that is no plain character
    expect(jsonBytes(value)).toBe(escaped.replace(/%../g, '_').length);
  });

  it('counts nothing as 0', () => {
    expect(jsonBytes(undefined)).toBe(0);
  });

  it('is without end for what is nested too deeply to be written', () => {
    let deep: unknown = 0;
    for (let i = 0; i < 200_000; i++) deep = [deep];
    expect(jsonBytes(deep)).toBe(Infinity);
  });
});
