import { Speakers } from './speakers';

describe('Speakers', () => {
  it('are chosen from the list where media elements can be told their speaker', () => {
    expect(new Speakers({ prompting: {}, canSetSpeaker: true }).choice).toBe('list');
    expect(new Speakers({ prompting: undefined, canSetSpeaker: true }).choice).toBe('list');
  });

  it('can not be chosen where they can not be told, prompt or not', () => {
    const prompting = { selectAudioOutput: () => Promise.resolve({ deviceId: 'headphones' }) };
    expect(new Speakers({ prompting, canSetSpeaker: false }).choice).toBe('none');
  });

  it('are chosen in the browser’s prompt where it has one', async () => {
    const prompting = { selectAudioOutput: () => Promise.resolve({ deviceId: 'headphones' }) };
    const speakers = new Speakers({ prompting, canSetSpeaker: true });
    expect(speakers.choice).toBe('prompt');
    expect(await speakers.prompt()).toBe('headphones');
  });

  it.each(['NotAllowedError', 'NotFoundError'])('stay as they are after a %s', async (name) => {
    const prompting = { selectAudioOutput: () => Promise.reject(new DOMException('', name)) };
    expect(await new Speakers({ prompting, canSetSpeaker: true }).prompt()).toBeNull();
  });

  it('do not hide a fault of ours', async () => {
    const prompting = { selectAudioOutput: () => Promise.reject(new TypeError('Illegal invocation')) };
    await expect(new Speakers({ prompting, canSetSpeaker: true }).prompt()).rejects.toThrow(TypeError);
  });
});
