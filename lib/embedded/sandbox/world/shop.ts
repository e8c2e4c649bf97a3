/** The business of the demo world and its three numbers, as settings show them. */
export const SHOP = {
  name: "Fernhill Cycles",
  numbers: { Downtown: "15035550100", Riverside: "15035550110", Northgate: "15035550120" },
} as const;

export type Branch = keyof typeof SHOP.numbers;

export const BRANCHES: readonly Branch[] = ["Downtown", "Riverside", "Northgate"];

/** The branch of a number; numbers of larger worlds count as Downtown. */
export function branchOf(userNumber: string): Branch {
  return BRANCHES.find((branch) => SHOP.numbers[branch] === userNumber) ?? "Downtown";
}
