/**
 * Runs in Firefox itself, not in a page: the process that shows the page of the tab in front. geckodriver has Firefox quit when one
 * crashes; a person's does not.
 */
const contentProcessInFirefox = `
  Services.env.set('MOZ_CRASHREPORTER_SHUTDOWN', '');
  return gBrowser.selectedBrowser.frameLoader.remoteTab.osPid;`;

/**
 * Kills the process that shows the page of the tab in front, as a crash does: nothing of the page runs any more, not even `pagehide`.
 * In Firefox it needs geckodriver's `--allow-system-access`.
 */
export async function killTheContent(browser: WebdriverIO.Browser): Promise<void> {
  if (browser.capabilities.browserName === 'firefox') {
    const pid = await inFirefoxItself(browser, contentProcessInFirefox);
    process.kill(Number(pid), 'SIGKILL');
  } else {
    // no answer but that the tab has crashed
    await browser.sendCommand('Page.crash', {}).catch(() => undefined);
    // what is left of the tab is closed: Chromium's driver would wait for its answers
    await browser.closeWindow();
  }
}

async function inFirefoxItself(browser: WebdriverIO.Browser, script: string): Promise<unknown> {
  await browser.setMozContext('chrome');
  try {
    return await browser.executeScript(script, []);
  } finally {
    await browser.setMozContext('content');
  }
}
