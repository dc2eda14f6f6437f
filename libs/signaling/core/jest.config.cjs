module.exports = { displayName: 'signaling-core', ...require('../../../jest.preset.cjs').node };
