/**
 * How this browser lets a person choose the speaker: from `choices().speakers` (Chromium), in a prompt of its own that
 * `promptSpeaker` opens (Firefox), or not at all (Safari before 18.4).
 */
export type SpeakerChoice = 'list' | 'prompt' | 'none';
