import { type JSX, Show } from 'solid-js';
import { Notice } from '../feedback/states.tsx';

/** Where a form says what belongs to none of its fields: `<FormMessage text={form.message()} />`. */
export function FormMessage(props: { text: string | undefined }): JSX.Element {
  return <Show when={props.text}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>;
}
