import { writeFileSync } from 'node:fs';

/** Small and slow, so that two browsers and their encoders leave the machine time: what is measured is the call, not the machine. */
export const CAMERA = { width: 160, height: 120, framesPerSecond: 15 };

/** Writes a YUV4MPEG2 film for Chromium's fake camera: a light bar that goes over a dark ground, two seconds, again and again. */
export function writeCameraFilm(file: string): void {
  const { width, height, framesPerSecond } = CAMERA;
  const frames = 2 * framesPerSecond;
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)];
  for (let frame = 0; frame < frames; frame++) {
    const luma = Buffer.alloc(width * height, 40);
    const left = Math.floor((frame / frames) * (width - 16));
    for (let row = 0; row < height; row++) luma.fill(200, row * width + left, row * width + left + 16);
    parts.push(Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128));
  }
  writeFileSync(file, Buffer.concat(parts));
}
