interface Request {
  readonly grant: () => void;
  readonly reject: (reason: unknown) => void;
}

/** The locks of one browser, as its pages see them (W3C Web Locks, sections 3 and 4): exclusive ones alone. */
export class FakeLocks implements Pick<LockManager, 'request'> {
  private readonly held = new Map<string, Request>();
  private readonly queues = new Map<string, Request[]>();

  isHeld(name: string): boolean {
    return this.held.has(name);
  }

  request<T>(name: string, callback: LockGrantedCallback<T>): Promise<Awaited<T>>;
  request<T>(name: string, options: LockOptions, callback: LockGrantedCallback<T>): Promise<Awaited<T>>;
  request<T>(
    name: string,
    optionsOrCallback: LockOptions | LockGrantedCallback<T>,
    givenCallback?: LockGrantedCallback<T>,
  ): Promise<Awaited<T>> {
    const options = typeof optionsOrCallback === 'function' ? {} : optionsOrCallback;
    const callback = (
      typeof optionsOrCallback === 'function' ? optionsOrCallback : givenCallback
    ) as LockGrantedCallback<T>;
    return new Promise<Awaited<T>>((resolve, reject) => {
      const over = () => {
        if (this.held.get(name) !== request) return;
        this.held.delete(name);
        this.queues.get(name)?.shift()?.grant();
      };
      const request: Request = {
        grant: () => {
          this.held.set(name, request);
          void Promise.resolve(callback({ name, mode: 'exclusive' })).then(
            (value) => {
              over();
              resolve(value);
            },
            (error: unknown) => {
              over();
              reject(error);
            },
          );
        },
        reject,
      };
      const holder = this.held.get(name);
      if (options.steal) {
        holder?.reject(new DOMException('The lock was stolen.', 'AbortError'));
        return request.grant();
      }
      if (holder === undefined) return request.grant();
      if (options.ifAvailable) return void Promise.resolve(callback(null)).then(resolve, reject);
      const queue = this.queues.get(name) ?? [];
      this.queues.set(name, [...queue, request]);
      options.signal?.addEventListener('abort', () => {
        const waiting = this.queues.get(name) ?? [];
        if (!waiting.includes(request)) return;
        this.queues.set(
          name,
          waiting.filter((other) => other !== request),
        );
        reject(options.signal?.reason);
      });
    });
  }
}
