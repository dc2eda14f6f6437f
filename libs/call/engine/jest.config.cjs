module.exports = { displayName: 'call-engine', ...require('../../../jest.preset.cjs').node };
