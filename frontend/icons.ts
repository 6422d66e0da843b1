/** Icons: 24 grid, 1.6 stroke, round ends, currentColor; always next to a word or under an accessible name. */

import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";

const PATHS = {
  ask: svg`<path d="M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-7L7.5 20v-3.5H5A1.5 1.5 0 0 1 3.5 15V7A1.5 1.5 0 0 1 5 5.5Z"/>`,
  back: svg`<path d="m14.5 5-7 7 7 7"/>`,
  bottom: svg`<path d="M12 4.5v11m-4.5-4.5 4.5 4.5 4.5-4.5M5.5 19.5h13"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="1.5"/><path d="M15.5 8.5V6A1.5 1.5 0 0 0 14 4.5H6A1.5 1.5 0 0 0 4.5 6v8A1.5 1.5 0 0 0 6 15.5h2.5"/>`,
  day: svg`<rect x="4.5" y="6" width="15" height="13.5" rx="1.5"/><path d="M4.5 10.5h15M8.5 3.8V7.5M15.5 3.8V7.5"/>`,
  delete: svg`<path d="M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7"/>`,
  device: svg`<rect x="7" y="3.5" width="10" height="17" rx="2"/><path d="M11 17.5h2"/>`,
  down: svg`<path d="m6 9.5 6 6 6-6"/>`,
  each: svg`<rect x="4.5" y="4.5" width="6" height="6" rx="1.2"/><rect x="13.5" y="4.5" width="6" height="6" rx="1.2"/><rect x="4.5" y="13.5" width="6" height="6" rx="1.2"/><path d="m13.5 16.5 2.2 2.2 4-4.2"/>`,
  give: svg`<path d="M12 13V4M8.5 7.5 12 4l3.5 3.5"/><path d="M4.5 13.5V17a2.5 2.5 0 0 0 2.5 2.5h10a2.5 2.5 0 0 0 2.5-2.5v-3.5"/>`,
  grip: svg`<g fill="currentColor" stroke="none"><circle cx="9" cy="6.5" r="1.4"/><circle cx="15" cy="6.5" r="1.4"/><circle cx="9" cy="12" r="1.4"/><circle cx="15" cy="12" r="1.4"/><circle cx="9" cy="17.5" r="1.4"/><circle cx="15" cy="17.5" r="1.4"/></g>`,
  heart: svg`<path d="M12 19.5c-5-3.6-7.5-6.6-7.5-9.8A4.2 4.2 0 0 1 12 7.2a4.2 4.2 0 0 1 7.5 2.5c0 3.2-2.5 6.2-7.5 9.8Z"/>`,
  home: svg`<path d="M4.5 11 12 4.5l7.5 6.5M6.5 9.5v10h11v-10"/>`,
  invite: svg`<circle cx="10" cy="8.5" r="3.5"/><path d="M3.5 19.5c.6-3.7 3.2-5.5 6.5-5.5 1.6 0 3 .4 4.1 1.3M18 13.5v6M15 16.5h6"/>`,
  keys: svg`<rect x="3.5" y="6.5" width="17" height="11.5" rx="1.5"/><path d="M7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M8 14.5h8"/>`,
  leaf: svg`<path d="M5 19c0-9 5-13.5 14-14-.5 9-4.5 13.5-12 12.5M5 19c2-4.5 4.5-7 8-9"/>`,
  list: svg`<path d="M8.5 7h11M8.5 12h11M8.5 17h11M4.5 7h.01M4.5 12h.01M4.5 17h.01"/>`,
  lock: svg`<rect x="5.5" y="11" width="13" height="8.5" rx="1.5"/><path d="M8.5 11V8.5a3.5 3.5 0 0 1 7 0V11"/>`,
  more: svg`<g fill="currentColor" stroke="none"><circle cx="5.5" cy="12" r="1.6"/><circle cx="12" cy="12" r="1.6"/><circle cx="18.5" cy="12" r="1.6"/></g>`,
  move: svg`<path d="M4.5 12h14m-5-5 5 5-5 5"/>`,
  low: svg`<path d="M4.5 9.5c2.5-2.2 5-2.2 7.5 0s5 2.2 7.5 0M4.5 15.5c2.5-2.2 5-2.2 7.5 0s5 2.2 7.5 0"/>`,
  offer: svg`<path d="M12 13V4M8.5 7.5 12 4l3.5 3.5"/><path d="M4.5 13.5V17a2.5 2.5 0 0 0 2.5 2.5h10a2.5 2.5 0 0 0 2.5-2.5v-3.5"/>`,
  pause: svg`<path d="M9 6v12M15 6v12"/>`,
  pen: svg`<path d="m5 19 .8-3.8L16.2 4.8a1.6 1.6 0 0 1 2.3 0l.7.7a1.6 1.6 0 0 1 0 2.3L8.8 18.2 5 19ZM14.5 6.5l3 3"/>`,
  pin: svg`<path d="M9 4.5h6l-.75 6 3.25 3.5h-11l3.25-3.5L9 4.5ZM12 14v6"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  reopen: svg`<path d="M5 11a7 7 0 1 1 2 5.5M5 5.5V11h5.5"/>`,
  rest: svg`<path d="M19 14.5A7.5 7.5 0 0 1 9.5 5a7.5 7.5 0 1 0 9.5 9.5Z"/>`,
  search: svg`<circle cx="11" cy="11" r="6"/><path d="m15.5 15.5 4.5 4.5"/>`,
  settings: svg`<path d="M4.5 7.5h9M17.5 7.5h2M4.5 16.5h2M10.5 16.5h9"/><circle cx="15.5" cy="7.5" r="2"/><circle cx="8.5" cy="16.5" r="2"/>`,
  size: svg`<circle cx="12" cy="12" r="7.5"/><path d="M12 7.5V12l3 2"/>`,
  take: svg`<path d="M12 4v9m-3.5-3.5L12 13l3.5-3.5"/><path d="M4.5 13.5V17a2.5 2.5 0 0 0 2.5 2.5h10a2.5 2.5 0 0 0 2.5-2.5v-3.5"/>`,
  together: svg`<circle cx="9" cy="12" r="5.25"/><circle cx="15" cy="12" r="5.25"/>`,
  top: svg`<path d="M12 19.5v-11M7.5 13 12 8.5 16.5 13M5.5 4.5h13"/>`,
  up: svg`<path d="m6 14.5 6-6 6 6"/>`,
  week: svg`<rect x="4.5" y="6" width="15" height="13.5" rx="1.5"/><path d="M4.5 10.5h15M8.5 3.8V7.5M15.5 3.8V7.5M8.5 14.8l2.3 2 4.2-4"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName, size: "" | "small" = ""): TemplateResult {
  return html`<svg class="icon ${size}" viewBox="0 0 24 24" aria-hidden="true">${PATHS[name]}</svg>`;
}
