import { Component } from '@angular/core';
import { homeTexts } from './home-texts';

/** Two people, the line that holds them, and the server that may be gone. */
@Component({
  selector: 'app-home-picture',
  template: `
    <svg viewBox="0 0 420 340" role="img" [attr.aria-label]="label">
      <rect x="8" y="120" width="172" height="128" rx="22" fill="var(--accent-wash)" />
      <g fill="var(--accent)" opacity=".85">
        <circle cx="94" cy="172" r="24" />
        <path d="M46 248c3-30 22-42 48-42s45 12 48 42z" />
      </g>
      <rect x="240" y="176" width="172" height="128" rx="22" fill="var(--surface)" stroke="var(--line)" />
      <g fill="var(--ink)" opacity=".8">
        <circle cx="326" cy="228" r="24" />
        <path d="M278 304c3-30 22-42 48-42s45 12 48 42z" />
      </g>
      <path class="held" d="M180 196c46 0 14 44 60 44" />
      <g fill="var(--accent)">
        <circle cx="180" cy="196" r="10" />
        <circle cx="240" cy="240" r="10" />
      </g>
      <g class="gone">
        <path stroke-dasharray="2 9" d="M110 112c14-36 46-62 86-68M318 168c-8-60-34-108-66-122" />
        <rect x="196" y="14" width="56" height="56" rx="14" />
        <path d="M212 30l24 24M236 30l-24 24" />
      </g>
    </svg>
  `,
  styles: `
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      height: auto;
      stroke-width: 2;
      stroke-linecap: round;
    }
    .held {
      fill: none;
      stroke: var(--accent);
      stroke-width: 9;
    }
    .gone {
      fill: none;
      stroke: var(--soft);
      stroke-width: 3;
      opacity: 0.75;
    }
  `,
})
export class HomePicture {
  protected readonly label = homeTexts.picture;
}
