import { type Accessor, batch, createSignal } from 'solid-js';
import { createStore, unwrap } from 'solid-js/store';
import type { Fault } from '../graphql/fault.ts';
import { fieldIssues, type Refusal } from '../graphql/refusal.ts';

/** Fields by their path in the mutation's input: `name`, `hosted.monthlyFee`. Numbers and dates are texts as typed. */
export type FormValues = Record<string, string | boolean>;

/** How a form that was sent comes back. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly fault: Fault };

/** Why nothing was done, in a sentence: for what has no field to put it at. */
export const whyNot = (answer: Extract<Answer<unknown>, { readonly ok: false }>): string =>
  'refusal' in answer ? answer.refusal.message : answer.fault.advice;

/** What an input takes; spread it: `<TextInput label="Name" {...form.field('name')} />`. */
export type FieldBinding<Value> = {
  readonly name: string;
  readonly value: Value;
  readonly error: string | undefined;
  onChange(value: Value): void;
};

export type Form<Values extends FormValues> = {
  readonly values: Values;
  field<Name extends keyof Values & string>(
    name: Name,
  ): FieldBinding<Values[Name] extends boolean ? boolean : Values[Name] extends string ? string : Values[Name]>;
  set<Name extends keyof Values & string>(name: Name, value: Values[Name]): void;
  /** What a refusal or a fault says that belongs to no field. */
  readonly message: Accessor<string | undefined>;
  readonly busy: Accessor<boolean>;
  /** Puts each issue at its field and the rest into `message`; nothing typed is lost. */
  refuse(refusal: Refusal): void;
  fail(fault: Fault): void;
  reset(values?: Partial<Values>): void;
  /** A handler for `<form onSubmit>`: sends, then either goes on or shows the refusal and moves to the first field at fault. */
  submit<Value>(
    send: (values: Values) => Promise<Answer<Value>>,
    done: (value: Value) => void,
  ): (event: SubmitEvent) => Promise<void>;
};

/** At a field such a sentence says all there is, where the API's names its own input; what names a limit keeps the API's. */
const words: Record<string, string> = {
  REQUIRED: 'This is needed.',
  NOT_AN_EMAIL: 'This is not an email address.',
  UNKNOWN_CURRENCY: 'This currency is not known.',
  NEGATIVE: 'This can’t be negative.',
  END_BEFORE_START: 'The end lies before the start.',
  UNSAFE_TEXT: 'A name is one line of text.',
  NOT_FOUND: 'Choose one that exists.',
};

export function createForm<Values extends FormValues>(initial: Values): Form<Values> {
  const [values, setValues] = createStore<FormValues>({ ...initial });
  const [errors, setErrors] = createStore<Record<string, string | undefined>>({});
  const [message, setMessage] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);

  const clearErrors = () =>
    batch(() => {
      for (const name of Object.keys(unwrap(errors))) setErrors(name, undefined);
      setMessage(undefined);
    });

  /** The field an issue belongs to: its own path, or the nearest one above that the form has. */
  const ownerOf = (path: string): string | undefined => {
    const parts = path.split('.');
    while (parts.length > 0) {
      const name = parts.join('.');
      if (name in initial) return name;
      parts.pop();
    }
    return undefined;
  };

  const form: Form<Values> = {
    values: values as Values,
    field: (name) => ({
      name,
      get value() {
        return values[name] as never;
      },
      get error() {
        return errors[name];
      },
      onChange: (value) =>
        batch(() => {
          setValues(name, value as string | boolean);
          setErrors(name, undefined);
        }),
    }),
    set: (name, value) => setValues(name, value),
    message,
    busy,
    refuse(refusal) {
      batch(() => {
        clearErrors();
        const homeless: string[] = [];
        for (const issue of fieldIssues(refusal)) {
          const owner = ownerOf(issue.field);
          const said = words[issue.code] ?? issue.message;
          if (owner) setErrors(owner, errors[owner] ? `${errors[owner]} ${said}` : said);
          else homeless.push(issue.message);
        }
        const placed = Object.values(unwrap(errors)).some(Boolean);
        if (homeless.length > 0) setMessage(homeless.join(' '));
        else if (!placed) setMessage(refusal.message);
      });
    },
    fail(fault) {
      clearErrors();
      const advice = fault.code === 'NETWORK' ? 'What you typed is kept: try again in a moment.' : fault.advice;
      setMessage(`${fault.title}. ${advice}`);
    },
    reset(next) {
      clearErrors();
      setValues({ ...initial, ...next } as FormValues);
    },
    submit: (send, done) => async (event) => {
      event.preventDefault();
      if (busy()) return;
      const element = event.currentTarget as HTMLFormElement | null;
      setBusy(true);
      try {
        const answer = await send({ ...unwrap(values) } as Values);
        if (answer.ok) {
          clearErrors();
          done(answer.value);
        } else {
          if ('refusal' in answer) form.refuse(answer.refusal);
          else form.fail(answer.fault);
          element?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
        }
      } finally {
        setBusy(false);
      }
    },
  };
  return form;
}

/** `form.submit` for handlers that read props or signals: they run when the form is sent, not before. */
export const createSubmit = <Values extends FormValues, Value>(
  form: Form<Values>,
  send: (values: Values) => Promise<Answer<Value>>,
  done: (value: Value) => void,
): ((event: SubmitEvent) => Promise<void>) => form.submit(send, done);

/** An optional input field: what is blank is left out of the input (`undefined`), never sent as an empty text. */
export const blankToUndefined = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());

/** For updates, where null clears. */
export const blankToNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
