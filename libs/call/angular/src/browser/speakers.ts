/**
 * How this browser lets a person choose the speaker: from `choices().speakers` (Chromium), in a prompt of its own that
 * `promptSpeaker` opens (Firefox), or not at all.
 */
export type SpeakerChoice = 'list' | 'prompt' | 'none';

/** `MediaDevices.selectAudioOutput` (W3C Audio Output Devices API, section 3.1), which TypeScript does not know. */
export interface SpeakerPrompting {
  selectAudioOutput?(): Promise<Pick<MediaDeviceInfo, 'deviceId'>>;
}

/** What is used of a browser for speakers. */
export interface SpeakerBrowser {
  readonly prompting: SpeakerPrompting | undefined;
  /** Whether media elements have `setSinkId`. */
  readonly canSetSpeaker: boolean;
}

/** The speakers of a browser. */
export class Speakers {
  readonly choice: SpeakerChoice;

  constructor(private readonly browser: SpeakerBrowser) {
    if (!browser.canSetSpeaker) this.choice = 'none';
    else this.choice = browser.prompting?.selectAudioOutput === undefined ? 'list' : 'prompt';
  }

  /** Opens the browser's prompt, which needs a click; `null` where the person picked nothing or there is none. */
  async prompt(): Promise<string | null> {
    try {
      return (await this.browser.prompting?.selectAudioOutput?.())?.deviceId ?? null;
    } catch (error) {
      // NotAllowedError: dismissed; NotFoundError: no speaker at all
      if (error instanceof DOMException) return null;
      throw error;
    }
  }
}
