// jest reporter: writes how many tests of a project passed and failed, and which, to tmp/test-results/<project>.json, for tools/verify.mjs
// to add up.
// Nx keeps the file with the cached result, so that a run answered from the cache has its counts too.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

module.exports = class TestResults {
  onRunComplete(_contexts, results) {
    const project = process.env.NX_TASK_TARGET_PROJECT;
    if (!project) return; // jest was called by hand
    const folder = join(__dirname, '..', 'tmp', 'test-results');
    mkdirSync(folder, { recursive: true });
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, numTodoTests: todo } = results;
    const failures = results.testResults.flatMap((file) =>
      file.testExecError
        ? [{ title: `${project} ${file.testFilePath}`, message: file.testExecError.message }]
        : file.testResults
            .filter(({ status }) => status === 'failed')
            .map(({ fullName }) => ({ title: `${project} ${fullName}` })),
    );
    const counts = { passed, failed, skipped: skipped + todo, failures };
    writeFileSync(join(folder, `${project}.json`), JSON.stringify(counts) + '\n');
  }
};
