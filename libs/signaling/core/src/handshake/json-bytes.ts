/** The size of a value as JSON in UTF-8, in bytes; infinite where it cannot be written as JSON, such as one nested too deeply. */
export function jsonBytes(value: unknown): number {
  try {
    return utf8Bytes(JSON.stringify(value) ?? '');
  } catch {
    return Infinity; // a stack overflow is the only way that something which came as JSON does not go back
  }
}

function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // a surrogate pair is 4 bytes in 2 units, so each half counts 2; JSON.stringify escapes lone halves
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
