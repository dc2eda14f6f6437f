/** The server cannot start for a reason that an operator can do something about; `message` is the one line that says what. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartError';
  }
}
