module.exports = { displayName: 'e2e-network', ...require('../../jest.preset.cjs').node };
