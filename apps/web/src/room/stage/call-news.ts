import type { Member } from './member';
import { stageTexts } from './stage-texts';

/** What there is to tell of a call at one moment. */
export interface CallScene {
  readonly members: readonly Member[];
  /** What is said while neither the server nor anybody else can be reached; `null` while any of them can. */
  readonly noNetwork: string | null;
  /** The hint that is shown while there is no contact with the server alone; `null` while there is. */
  readonly noContact: string | null;
  /** What else is shown for a moment; `null` where there is nothing. */
  readonly notice: string | null;
}

const { news } = stageTexts;

/** Whether somebody who is no longer there was lost, and has not left. */
export function wasLost({ peer: { state, connection } }: Member): boolean {
  return state === 'away' && connection !== 'connected';
}

function presenceNews(before: Member, after: Member, name: string): string[] {
  const told: string[] = [];
  const camera = after.presence.camera === 'on';
  const microphone = after.presence.microphone === 'on';
  if (camera !== (before.presence.camera === 'on')) told.push(camera ? news.cameraOn(name) : news.cameraOff(name));
  if (microphone !== (before.presence.microphone === 'on'))
    told.push(microphone ? news.microphoneOn(name) : news.microphoneOff(name));
  return told;
}

function lossNews(before: Member, after: Member, name: string): string[] {
  if (before.loss === after.loss) return [];
  switch (after.loss) {
    case 'none':
      return [news.restored(name)];
    case 'lost':
      return [news.lost(name)];
    case 'unreachable':
      return [news.unreachable(name)];
    case 'away':
      return [news.away(name)];
  }
}

/**
 * What is new in a call, one sentence for each change.
 * The rungs of a recovery are not news; its beginning, that it will take longer, and its end are. `before` is `null` at the first look.
 */
export function callNews(before: CallScene | null, after: CallScene, guest: string): readonly string[] {
  const nameOf = ({ peer }: Member) => peer.name || guest;
  const known = new Map(before?.members.map((member) => [member.key, member]));
  const present = new Set(after.members.map(({ key }) => key));
  const told: string[] = [];
  if (after.noNetwork && !before?.noNetwork) told.push(after.noNetwork);
  if (before?.noNetwork && !after.noNetwork && !after.noContact) told.push(news.networkRestored);
  for (const member of after.members) {
    const earlier = known.get(member.key);
    const name = nameOf(member);
    if (!earlier) told.push(before ? news.joined(name) : news.here(name));
    else {
      told.push(...presenceNews(earlier, member, name));
      // who hears that the own network is gone needs not hear who can't be reached over it
      if (!after.noNetwork) told.push(...lossNews(earlier, member, name));
    }
  }
  for (const member of known.values())
    if (!present.has(member.key)) told.push((wasLost(member) ? news.gone : news.left)(nameOf(member)));
  if (after.noContact && !before?.noContact) told.push(after.noContact);
  if (before?.noContact && !after.noContact && !after.noNetwork) told.push(news.contactRestored);
  if (after.notice && !before?.notice) told.push(after.notice);
  return told;
}
