import type { AccountOverview } from "@/lib/domain/account";
import { formatNumber } from "@/lib/domain/phone";
import { formatAmount } from "./account-words";

const head = "pb-2 text-left font-medium text-text-2";
const cell = "h-10 border-t border-border pr-3 first:font-medium last:pr-0";

/** Our own numbers on all accounts, with how many conversations each has that aren't archived. */
export function NumbersCard({ accounts }: { accounts: AccountOverview[] }) {
  const numbers = accounts.flatMap(({ id, name, numbers }) =>
    numbers.map((number) => ({ ...number, account: name, key: `${id} ${number.number}` })),
  );
  const hasSeveral = accounts.length > 1;
  if (numbers.length === 0) return null;
  return (
    <section className="rounded-card border border-border px-4 pt-3.5 pb-1 tablet:px-5">
      <h3 className="mb-2 text-body font-semibold">Numbers</h3>
      <table className="w-full">
        <thead className="text-meta">
          <tr>
            <th scope="col" className={head}>
              Name
            </th>
            <th scope="col" className={head}>
              Number
            </th>
            {hasSeveral ? (
              <th scope="col" className={`${head} max-tablet:hidden`}>
                Account
              </th>
            ) : null}
            <th scope="col" className={`${head} text-right`}>
              Active
            </th>
          </tr>
        </thead>
        <tbody>
          {numbers.map(({ key, number, name, account, active }) => (
            <tr key={key}>
              <td className={cell}>{name ?? <span className="font-normal text-text-3">No name</span>}</td>
              <td className={`${cell} whitespace-nowrap tabular-nums`}>{formatNumber(number)}</td>
              {hasSeveral ? (
                <td className={`${cell} text-text-2 [overflow-wrap:anywhere] max-tablet:hidden`}>
                  {account}
                </td>
              ) : null}
              <td className={`${cell} text-right tabular-nums`}>{formatAmount(active)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
