/** The custom element `<thread-bare>`, its attributes, its methods and what it tells. */

export type Python = "3.9" | "3.14" | "3.14t";
export type Outcome = "finished" | "deadlocked" | "stopped" | "crashed" | "timed_out";
export type Verdict = "safe" | "fails" | "unknown";

/** The keys of the address; a lab's further parameters go by their own names. */
export interface Settings {
  lab?: string;
  variant?: string;
  engine?: "threads" | "lockstep";
  lock?: "off" | "cpython" | "held";
  threads?: number | string;
  size?: number | string;
  interval?: number | string;
  cores?: number | string;
  seed?: number | string;
  schedule?: string;
  at?: number | string;
  python?: Python;
  theme?: "auto" | "light" | "dark";
  layout?: "stack" | "split";
  panes?: string;
  [parameter: string]: string | number | undefined;
}

/** What a run came to: the same JSON as on the page and from the command line. */
export interface Report {
  version: 1;
  lab: string;
  variant: string;
  engine: "threads" | "lockstep";
  lock: "off" | "cpython" | "held";
  threads: number;
  size: number;
  seed: number;
  outcome: Outcome;
  elapsed_ms: number;
  result: Record<string, unknown>;
  schedule?: string;
  [key: string]: unknown;
}

/** What a check of a program found, one result for each Python. */
export interface Check {
  version: 1;
  file: string;
  results: { python: Python; verdict: Verdict; complete: boolean; schedules: number; [key: string]: unknown }[];
}

export interface Events {
  "threadbare-ready": CustomEvent<null>;
  "threadbare-state": CustomEvent<Settings>;
  "threadbare-progress": CustomEvent<unknown>;
  "threadbare-report": CustomEvent<Report>;
  "threadbare-curve": CustomEvent<unknown>;
  "threadbare-search": CustomEvent<unknown>;
  "threadbare-check": CustomEvent<Check>;
  "threadbare-height": CustomEvent<number>;
  "threadbare-error": CustomEvent<string>;
}

export interface ThreadBareElement extends HTMLElement {
  run(): void;
  stop(): void;
  reset(): void;
  step(thread?: number): void;
  seek(at: number): void;
  sweep(options?: { threads?: number[]; runs?: number }): void;
  search(options?: Record<string, unknown>): void;
  check(): void;
  load(settings: Settings & { source?: string }): void;
  state(): void;
  addEventListener<Kind extends keyof Events>(
    type: Kind,
    listener: (this: ThreadBareElement, event: Events[Kind]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "thread-bare": ThreadBareElement;
  }
}
