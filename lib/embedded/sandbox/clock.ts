/** Work that falls due at a moment of the sandbox's own time. */
type Task = { at: number; order: number; run: () => void | Promise<void> };

const LONGEST_TIMER_MS = 60 * 60 * 1000;

/**
 * The sandbox's time: real time plus an offset that tests may set and move forward.
 * Statuses, token expiry, the rate window, retries and live customers all read it.
 */
export class Clock {
  private readonly tasks: Task[] = [];
  private timer: NodeJS.Timeout | undefined;
  private order = 0;

  /** @param offsetMs how far this clock is ahead of real time, in milliseconds */
  constructor(private offsetMs = 0) {}

  /** Milliseconds since 1970, as the sandbox sees it. */
  now(): number {
    return Date.now() + this.offsetMs;
  }

  /** How far this clock is ahead of real time, in milliseconds. */
  offset(): number {
    return this.offsetMs;
  }

  /** Runs `run` once the clock reaches `at` (milliseconds since 1970). Returns a way to call it off. */
  schedule(at: number, run: Task["run"]): () => void {
    const task = { at, order: this.order++, run };
    this.tasks.push(task);
    this.tasks.sort((a, b) => a.at - b.at || a.order - b.order);
    this.arm();
    return () => this.drop(task);
  }

  /**
   * From now on this clock is `offsetMs` ahead of real time, behind when negative. What falls due by that runs a
   * moment later, by itself.
   */
  setOffset(offsetMs: number): void {
    this.offsetMs = offsetMs;
    this.arm();
  }

  /**
   * Moves time forward and runs what falls due on the way, in order, each at its own moment.
   * Resolves when all of it is done, including work that such work has scheduled.
   */
  async advance(ms: number): Promise<void> {
    const target = this.now() + ms;
    for (let task = this.tasks[0]; task && task.at <= target; task = this.tasks[0]) {
      this.drop(task);
      this.offsetMs += Math.max(0, task.at - this.now());
      await task.run();
    }
    this.offsetMs += Math.max(0, target - this.now());
    this.arm();
  }

  /** Forgets all scheduled work. */
  stop(): void {
    this.tasks.length = 0;
    clearTimeout(this.timer);
  }

  private drop(task: Task): void {
    const index = this.tasks.indexOf(task);
    if (index >= 0) this.tasks.splice(index, 1);
  }

  private arm(): void {
    clearTimeout(this.timer);
    const next = this.tasks[0];
    if (!next) return;
    const wait = Math.min(Math.max(0, next.at - this.now()), LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.runDue(), wait);
    this.timer.unref();
  }

  private runDue(): void {
    for (let task = this.tasks[0]; task && task.at <= this.now(); task = this.tasks[0]) {
      this.drop(task);
      void task.run();
    }
    this.arm();
  }
}
