export { areInACall } from './are-in-a-call';
export { capabilitiesOf, type BrowserOptions, type Devices, type Theme } from './browsers/capabilities';
export { foundBrowser, type BrowserKind, type FoundBrowser } from './browsers/found-browsers';
export { grid, type GridAddress } from './browsers/grid';
export { describePage, type PageName, type ShownDevice } from './page';
export { allow } from './permissions';
export { Person } from './person';
export { readIceServers, readReceivedMedia, watchConnections, type ReceivedMedia } from './received-media';
export { anyRoom, linkOf, roomOf } from './room';
