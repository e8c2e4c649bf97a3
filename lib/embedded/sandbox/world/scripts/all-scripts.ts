import type { Script } from "../dialogue";
import type { Random } from "../../random";
import { fleetScripts } from "./fleet";
import { partsScripts } from "./parts";
import { rentalScripts } from "./rental";
import { repairScripts } from "./repair";
import { salesScripts } from "./sales";
import { shopInfoScripts } from "./shop-info";
import { warrantyScripts } from "./warranty";

const TOPICS = [
  [44, repairScripts],
  [14, rentalScripts],
  [17, partsScripts],
  [9, salesScripts],
  [10, shopInfoScripts],
  [6, warrantyScripts],
] as const;

/** A dialogue for an ordinary customer, repairs being the most common. */
export function anyScript(random: Random): Script {
  return random.pick(random.weighted<readonly Script[]>(TOPICS));
}

/** A dialogue for a company with many bikes. */
export function fleetScript(random: Random): Script {
  return random.pick(fleetScripts);
}
