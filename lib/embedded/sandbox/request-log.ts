/** One request to /v1. `status` null: never answered. `body` is the JSON of a write. */
export type LoggedRequest = {
  at: string;
  method: string;
  path: string;
  query: string;
  status: number | null;
  fault: string | null;
  body?: unknown;
};

const KEPT_REQUESTS = 20_000;

/** What was asked of /v1, for tests that count calls. */
export class RequestLog {
  private requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.requests.push(request);
    if (this.requests.length > KEPT_REQUESTS) this.requests = this.requests.slice(-KEPT_REQUESTS / 2);
  }

  clear(): void {
    this.requests = [];
  }

  /** The requests and how many of them read, wrote and were turned away. */
  report() {
    const reading = this.requests.filter((request) => request.method === "GET").length;
    return {
      total: this.requests.length,
      reading,
      writing: this.requests.length - reading,
      rateLimited: this.requests.filter((request) => request.status === 429).length,
      requests: this.requests,
    };
  }
}
