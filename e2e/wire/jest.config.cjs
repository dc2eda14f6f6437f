module.exports = { displayName: 'e2e-wire', ...require('../../jest.preset.cjs').node, testTimeout: 30_000 };
