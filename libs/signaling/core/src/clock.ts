/** The time now, in milliseconds of any steady clock. Handed in, so that this library has none of its own. */
export type Clock = () => number;
