module.exports = { displayName: 'call-socket-io', ...require('../../../jest.preset.cjs').node };
