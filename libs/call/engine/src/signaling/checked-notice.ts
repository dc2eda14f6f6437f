import type { Notice } from '@holdfast/protocol';
import { noticeSchemas } from '@holdfast/protocol/schemas';

/** The notice as its schema reads it; `null` where it does not fit or its name is not known. */
export function checkedNotice(notice: Notice): Notice | null {
  if (!Object.hasOwn(noticeSchemas, notice.event)) return null;
  const result = noticeSchemas[notice.event].safeParse(notice.payload);
  return result.success ? ({ event: notice.event, payload: result.data } as Notice) : null;
}
