const { node } = require('../jest.preset.cjs');

module.exports = { displayName: 'docs', ...node, testMatch: ['<rootDir>/*.spec.ts'] };
