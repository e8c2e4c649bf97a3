import { useEffect, useRef, useState, type SubmitEvent } from "react";
import { noProblems, problemsOf, type FormProblems } from "./form-problems";

export interface FormRequest {
  isBusy: boolean;
  problems: FormProblems;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

/**
 * Sends a form, once at a time. A refusal goes to the field it is about, which then has the focus; what was typed
 * stays. Closing the form ends the waiting.
 */
export function useFormRequest<Answer>(
  send: (fields: FormData, signal: AbortSignal) => Promise<Answer>,
  onDone: (answer: Answer) => void,
): FormRequest {
  const [isBusy, setBusy] = useState(false);
  const [problems, setProblems] = useState<FormProblems>(noProblems);
  const closing = useRef<AbortController | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    closing.current = controller;
    return () => controller.abort();
  }, []);

  async function submit(form: HTMLFormElement, signal: AbortSignal) {
    setBusy(true);
    setProblems(noProblems);
    try {
      const answer = await send(new FormData(form), signal);
      if (!signal.aborted) onDone(answer);
    } catch (error) {
      if (signal.aborted) return;
      const found = placeIn(form, problemsOf(error));
      setProblems(found);
      focusField(form, found);
    } finally {
      if (!signal.aborted) setBusy(false);
    }
  }

  return {
    isBusy,
    problems,
    onSubmit: (event) => {
      event.preventDefault();
      if (!isBusy && closing.current) void submit(event.currentTarget, closing.current.signal);
    },
  };
}

/** What is wrong with a field that this form doesn't have is said above all of them. */
function placeIn(form: HTMLFormElement, { fields, general }: FormProblems): FormProblems {
  const elsewhere = Object.entries(fields).filter(([name]) => form.elements.namedItem(name) === null);
  if (elsewhere.length === 0) return { fields, general };
  const words = elsewhere.map(([, message]) => message).join(" ");
  return { fields, general: general === null ? words : `${general} ${words}` };
}

/** The first of the fields that something is wrong with, in the order of the form. */
function focusField(form: HTMLFormElement, { fields }: FormProblems): void {
  for (const element of form.elements) {
    if (!(element instanceof HTMLInputElement) || fields[element.name] === undefined) continue;
    // It may be in a part that is folded away.
    const folded = element.closest("details");
    if (folded) folded.open = true;
    element.focus();
    element.select();
    return;
  }
}
