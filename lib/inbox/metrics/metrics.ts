import { Counter, Gauge, Registry } from "prom-client";

/** The metrics of one answer: nothing is kept between two of them. */
export class Metrics {
  readonly registry = new Registry();

  gauge(name: string, help: string, labelNames: string[]): Gauge {
    return new Gauge({ name: `replydesk_${name}`, help, labelNames, registers: [this.registry] });
  }

  counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name: `replydesk_${name}`, help, labelNames, registers: [this.registry] });
  }
}
