import type { Route } from "./http";

type Match = { route: Route; params: Record<string, string> };

/** Finds the route of a request; fixed path segments win over `{named}` ones. */
export class Router {
  private readonly routes: { route: Route; segments: string[] }[];

  constructor(routes: Route[]) {
    this.routes = routes
      .map((route) => ({ route, segments: split(route.pattern) }))
      .sort((a, b) => countNamed(a.segments) - countNamed(b.segments));
  }

  find(method: string, path: string): Match | undefined {
    const parts = split(path);
    for (const { route, segments } of this.routes) {
      if (route.method !== method || segments.length !== parts.length) continue;
      const params = matchSegments(segments, parts);
      if (params) return { route, params };
    }
    return undefined;
  }
}

function split(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function countNamed(segments: string[]): number {
  return segments.filter((segment) => segment.startsWith("{")).length;
}

function matchSegments(segments: string[], parts: string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? "";
    if (segment.startsWith("{")) params[segment.slice(1, -1)] = decode(part);
    else if (segment !== part) return undefined;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
