interface SegmentedProps<Value extends string> {
  legend: string;
  name: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, all of them in sight: radio buttons drawn as one bar. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { legend, name, options, value, onChange } = props;
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-0.5 rounded-menu bg-surface-2 p-0.5 max-[380px]:grid-flow-row">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-7 items-center justify-center rounded-control px-2 text-center text-meta font-medium text-text-2 has-checked:bg-raised has-checked:text-text has-checked:shadow-[0_0_0_1px_var(--border-strong)] has-focus-visible:outline-2 has-focus-visible:outline-accent touch:min-h-11"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              className="sr-only"
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
