import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";

interface FieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  hint?: ReactNode;
  /** What is wrong with what stands in it. Takes the hint's place. */
  problem?: string | undefined;
  /** A button inside the field, at its end. */
  end?: ReactNode;
}

/** A labelled text field. Its type is 16 px on touch, where iOS would zoom into anything smaller. */
export function Field({ label, hint, problem, end, className, ...input }: FieldProps) {
  const id = useId();
  const remark = problem ?? hint;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          aria-describedby={remark ? `${id}-remark` : undefined}
          aria-invalid={problem !== undefined || undefined}
          className={cn(
            "h-10 w-full rounded-control border border-control bg-surface px-2.5 text-body outline-none touch:h-11 touch:text-touch",
            "focus:border-accent focus:shadow-[0_0_0_1px_var(--accent)] aria-invalid:not-focus:border-danger",
            end !== undefined && "pr-11",
            className,
          )}
          {...input}
        />
        {end === undefined ? null : <div className="absolute inset-y-0 right-1 flex items-center">{end}</div>}
      </div>
      {remark ? (
        <p
          id={`${id}-remark`}
          role={problem === undefined ? undefined : "alert"}
          className={cn("mt-1 text-meta", problem === undefined ? "text-text-3" : "text-danger")}
        >
          {remark}
        </p>
      ) : null}
    </div>
  );
}
