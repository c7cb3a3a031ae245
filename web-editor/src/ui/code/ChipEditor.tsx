import { defaultKeymap } from "@codemirror/commands";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder as placeholderOf } from "@codemirror/view";
import { useEffect, useEffectEvent, useImperativeHandle, useRef, type Ref } from "react";
import type { ScopeGroup } from "@/recipe/scope";
import classes from "./editors.module.css";
import { chips } from "./chips";
import { valueCompletion } from "./valueCompletion";

export interface ChipEditorHandle {
  /** Puts a text where the cursor is and takes the focus there. */
  insert: (text: string) => void;
  focus: () => void;
}

interface ChipEditorProps {
  value: string;
  onChange: (value: string) => void;
  onUndo: (redo: boolean) => void;
  groups: ScopeGroup[];
  multiline: boolean;
  /** Shows `{{ row.name }}` as it is written instead of by its name. */
  asText: boolean;
  /** An expression by itself: values are inserted without braces. */
  bare?: boolean;
  placeholder?: string | undefined;
  attributes: Record<string, string>;
  ref?: Ref<ChipEditorHandle>;
}

/** A text with values in it. One line takes no line ends; Tab always leaves. */
export default function ChipEditor({
  value,
  onChange,
  onUndo,
  groups,
  multiline,
  asText,
  bare = false,
  placeholder,
  attributes,
  ref,
}: ChipEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const look = useRef(new Compartment());
  const said = useRef(new Compartment());
  const currentGroups = useEffectEvent(() => groups);
  const changed = useEffectEvent(onChange);
  const undone = useEffectEvent(onUndo);
  const first = useEffectEvent(() => ({ value, asText, placeholder, attributes }));

  useEffect(() => {
    if (host.current === null) return undefined;
    const start = first();
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: start.value,
        extensions: [
          look.current.of(drawn(start.asText)),
          said.current.of(EditorView.contentAttributes.of(start.attributes)),
          EditorView.lineWrapping,
          multiline ? [] : oneLine,
          start.placeholder === undefined ? [] : placeholderOf(start.placeholder),
          valueCompletion(() => currentGroups(), bare),
          keymap.of([
            { key: "Mod-z", run: () => (undone(false), true), preventDefault: true },
            { key: "Mod-y", mac: "Mod-Shift-z", run: () => (undone(true), true), preventDefault: true },
            ...defaultKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [multiline, bare]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    view.current?.dispatch({ effects: look.current.reconfigure(drawn(asText)) });
  }, [asText]);

  useEffect(() => {
    view.current?.dispatch({ effects: said.current.reconfigure(EditorView.contentAttributes.of(attributes)) });
  }, [attributes]);

  useImperativeHandle(ref, () => ({
    insert: (text) => {
      view.current?.dispatch(view.current.state.replaceSelection(text));
      // The menu it comes from gives the focus back to its own button first.
      setTimeout(() => view.current?.focus(), 50);
    },
    focus: () => view.current?.focus(),
  }));

  return <div ref={host} className={classes.chipField} data-multiline={multiline} />;
}

function drawn(asText: boolean): Extension {
  return asText ? [] : chips(classes.chip ?? "");
}

/** A line end that is typed or pasted becomes a space. */
const oneLine: Extension = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction;
  const text = transaction.newDoc.toString().replaceAll(/\s*\n\s*/g, " ");
  return {
    changes: { from: 0, to: transaction.startState.doc.length, insert: text },
    selection: { anchor: Math.min(transaction.newSelection.main.head, text.length) },
  };
});
