/** The icons alone, for pages beside a call: whoever imports them from here loads no tile, picker or control with them. */
export { Icon } from './icon';
export { type IconName } from './icon-shapes';
