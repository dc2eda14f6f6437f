import { readRoomAddress } from './room-address';

const HOST = 'talk.example.org';
const ROOM = 'abcdefghijklmnopqrstuv';

describe('readRoomAddress', () => {
  it.each([
    ROOM,
    `  ${ROOM}\n`,
    `https://${HOST}/r/${ROOM}`,
    `HTTPS://${HOST}/r/${ROOM}/`,
    `http://${HOST}/r/${ROOM}?from=mail#top`,
    `${HOST}/r/${ROOM}`,
    `/r/${ROOM}`,
  ])('takes %j', (typed) => {
    expect(readRoomAddress(typed, HOST)).toEqual({ room: ROOM });
  });

  it('takes the link of a server on a port of its own', () => {
    expect(readRoomAddress(`http://localhost:3000/r/${ROOM}`, 'localhost:3000')).toEqual({ room: ROOM });
    expect(readRoomAddress(`localhost:3000/r/${ROOM}`, 'localhost:3000')).toEqual({ room: ROOM });
  });

  it.each(['', '   '])('says that nothing was typed: %j', (typed) => {
    expect(readRoomAddress(typed, HOST)).toEqual({ problem: 'empty' });
  });

  it.each([
    'short',
    `https://${HOST}/`,
    `https://${HOST}/r/short`,
    `https://${HOST}/x/${ROOM}`,
    'https://',
    'talk to Ana',
    `javascript:${ROOM}`,
  ])('says that this is no room: %j', (typed) => {
    expect(readRoomAddress(typed, HOST)).toEqual({ problem: 'not-a-room' });
  });

  it('says whose link it is, if it is not of this server', () => {
    expect(readRoomAddress(`https://other.example/r/${ROOM}`, HOST)).toEqual({
      problem: 'other-server',
      host: 'other.example',
    });
  });
});
