import { PageMemory } from '../browser/page-memory';
import { RoomRecords } from '../browser/room-records';
import { FakeDurableTexts } from './fake-durable-texts';
import { FakeStorage } from './fake-storage';

/** What a page remembers on this machine and in this tab. */
export function aMemory(machine = new FakeStorage(), tab = new FakeStorage()): PageMemory {
  const offInRooms = new RoomRecords(machine, 'holdfast.off.', () => Date.now(), new FakeDurableTexts());
  return new PageMemory(machine, tab, offInRooms);
}
