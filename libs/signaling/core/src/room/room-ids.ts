import type { Signer } from '../signer';
import type { RoomSettings } from './room';

/** The letter of a room's settings: `E` to `R`, two for each capacity. */
const FIRST_LETTER = 'A'.charCodeAt(0);

/** How many characters of the signature stand in an id: 54 bits, which nobody guesses against a limited rate. */
const SIGNATURE_LENGTH = 9;

const MADE_ID = /^([A-Za-z0-9_-]{22})([E-R])([A-Za-z0-9_-]{9})$/;

/**
 * The ids of rooms that POST makes: 128 random bits, a letter for the settings, and a signature of both. So a link is good, and means
 * the same room, for as long as the server has its secret, whatever becomes of the store.
 */
export class RoomIds {
  constructor(
    private readonly signer: Signer,
    /** 128 random bits as 22 characters, as `randomId` of the protocol makes them. */
    private readonly newId: () => string,
  ) {}

  /** A new unguessable id for a room with these settings. */
  make({ capacity, relayOnly }: RoomSettings): string {
    const start = `${this.newId()}${String.fromCharCode(FIRST_LETTER + 2 * capacity + (relayOnly ? 1 : 0))}`;
    return start + this.signatureOf(start);
  }

  /** The settings that an id was made with; `null` where it was not made here. */
  read(id: string): RoomSettings | null {
    const [, random, letter, signature] = MADE_ID.exec(id) ?? [];
    if (!random || !letter || !signature) return null;
    if (!this.signer.equal(this.signatureOf(random + letter), signature)) return null;
    const code = letter.charCodeAt(0) - FIRST_LETTER;
    return { capacity: code >> 1, relayOnly: (code & 1) === 1 };
  }

  private signatureOf(start: string): string {
    return this.signer.sign(`holdfast room\n${start}`).slice(0, SIGNATURE_LENGTH);
  }
}
