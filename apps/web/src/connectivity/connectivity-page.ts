import { Component, computed, inject } from '@angular/core';
import { Icon, type IconName } from '@holdfast/call-ui/icon';
import { Frame } from '../page/frame';
import { HomeLink } from '../page/home-link';
import { PageHeading } from '../page/page-heading';
import { ConnectivityCheck } from './connectivity-check';
import { connectivityTexts } from './connectivity-texts';
import type { CheckedServer } from './verdict';

/** The connectivity check: whether calls will work from here, why not, and what helps. */
@Component({
  selector: 'app-connectivity-page',
  imports: [Frame, HomeLink, Icon, PageHeading],
  providers: [ConnectivityCheck],
  templateUrl: './connectivity-page.html',
  styleUrl: './connectivity-page.css',
  host: { 'data-page': 'connectivity' },
})
export class ConnectivityPage {
  private readonly check = inject(ConnectivityCheck);

  protected readonly texts = connectivityTexts;
  protected readonly state = this.check.state;
  protected readonly servers = computed((): readonly CheckedServer[] => {
    const state = this.state();
    return 'servers' in state ? state.servers : [];
  });
  protected readonly verdict = computed(() => {
    const state = this.state();
    return state.phase === 'done' ? state.verdict : null;
  });
  protected readonly said = computed(() => {
    const verdict = this.verdict();
    return verdict && this.texts.verdict(verdict);
  });
  protected readonly problem = computed(() => {
    const state = this.state();
    switch (state.phase) {
      case 'failed':
        return this.texts.failed(state.code);
      case 'no-browser':
        return this.texts.noBrowser;
      case 'not-offered':
        return this.texts.notOffered;
      default:
        return null;
    }
  });
  protected readonly tone = computed(() => {
    const verdict = this.verdict();
    if (verdict === null) return this.problem() === null ? 'busy' : 'limited';
    return verdict === 'works' || verdict === 'works-partly' ? 'good' : 'limited';
  });
  protected readonly echoMs = computed(() => {
    const state = this.state();
    return state.phase === 'done' ? state.echoMs : null;
  });
  protected readonly isBusy = computed(() => this.tone() === 'busy');
  /** Whether this browser takes part in the check. */
  protected readonly tries = computed(() => this.state().phase === 'trying' || this.state().phase === 'done');

  constructor() {
    void this.check.run();
  }

  protected hereIcon({ here }: CheckedServer): IconName {
    if (here === null) return 'loader-circle';
    return here === 'works' ? 'check' : 'triangle-alert';
  }

  protected again(): void {
    if (!this.isBusy()) void this.check.run();
  }
}
