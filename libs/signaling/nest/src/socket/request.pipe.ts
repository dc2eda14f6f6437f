import type { PipeTransform } from '@nestjs/common';
import { LIMITS, type RequestName, type Requests } from '@holdfast/protocol';
import { requestSchemas } from '@holdfast/protocol/schemas';
import { jsonBytes, SignalingError } from '@holdfast/signaling-core';

/** Checks the payload of a request against its size and its schema. Synchronous, so that messages keep their order. */
export class RequestPipe<E extends RequestName> implements PipeTransform<unknown, Requests[E]['payload']> {
  constructor(private readonly event: E) {}

  /** @throws SignalingError `too-large` or `bad-message` */
  transform(payload: unknown): Requests[E]['payload'] {
    const bytes = jsonBytes(payload);
    if (bytes > LIMITS.messageBytes && bytes !== Infinity) {
      throw new SignalingError('too-large', `A message has at most ${LIMITS.messageBytes} bytes.`);
    }
    const read = bytes === Infinity ? undefined : requestSchemas[this.event].safeParse(payload);
    if (!read?.success) throw new SignalingError('bad-message', `This is no ${this.event} message.`);
    return read.data as Requests[E]['payload'];
  }
}
