import type { ComponentFixture } from '@angular/core/testing';

/** A page as somebody in front of it sees and uses it. */
export class Page {
  readonly element: HTMLElement;

  constructor(private readonly fixture: ComponentFixture<unknown>) {
    this.element = fixture.nativeElement;
    this.look();
  }

  /** Brings the page up to date with what has happened. */
  look(): void {
    this.fixture.detectChanges();
  }

  /** Waits until nothing is under way any more. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve)); // behind every promise that is settled already
    await this.fixture.whenStable();
  }

  find(selector: string): HTMLElement | null {
    return this.element.querySelector(selector);
  }

  /** The text of the first element that fits, with single spaces. */
  read(selector: string): string | null {
    return this.find(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? null;
  }

  button(name: string): HTMLButtonElement | undefined {
    return [...this.element.querySelectorAll('button')].find(
      (button) => (button.getAttribute('aria-label') ?? button.textContent?.trim()) === name,
    );
  }

  press(name: string): void {
    const button = this.button(name);
    if (!button) throw new Error(`There is no button "${name}".`);
    button.click();
    this.look();
  }

  /** Lets so many milliseconds of a faked clock pass. */
  pass(milliseconds: number): void {
    jest.advanceTimersByTime(milliseconds);
    this.look();
  }

  close(): void {
    this.fixture.destroy();
  }
}
