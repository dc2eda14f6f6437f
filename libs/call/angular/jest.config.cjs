module.exports = { displayName: 'call-angular', ...require('../../../jest.preset.cjs').angular };
