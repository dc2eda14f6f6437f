import { nameSchema } from '@holdfast/protocol/schemas';
import fc from 'fast-check';
import { personName } from './person-name';

describe('personName', () => {
  it.each([
    ['  Ana ', 'Ana'],
    ['Ana\tMaria', 'Ana Maria'],
    ['\u0007', ''],
    ['', ''],
    ['x'.repeat(70), 'x'.repeat(64)],
    [`${'x'.repeat(63)}\u{1F600}`, 'x'.repeat(63)],
  ])('makes of %j %j', (typed, name) => {
    expect(personName(typed)).toBe(name);
  });

  it('always makes what the server takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (typed) => {
        const name = personName(typed);
        expect(nameSchema.safeParse(name)).toMatchObject({ success: true, data: name });
      }),
    );
  });
});
