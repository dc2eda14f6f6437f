module.exports = { displayName: 'signaling-nest', ...require('../../../jest.preset.cjs').node };
