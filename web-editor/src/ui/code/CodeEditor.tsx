import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useEffectEvent, useRef } from "react";
import { languageOf, type Language } from "./languages";
import classes from "./editors.module.css";

/** A mistake at a place in the code; lines count from 1. */
export interface Mistake {
  line: number;
  column?: number;
  message: string;
}

interface CodeEditorProps {
  language: Language;
  value: string;
  onChange: (value: string) => void;
  mistakes: readonly Mistake[];
  attributes: Record<string, string>;
}

/** Escape, then Tab, leaves: otherwise a keyboard could not get out (WCAG 2.1.2). */
const escapeThenTabLeaves = Prec.highest(
  keymap.of([{ key: "Escape", run: (view) => (view.setTabFocusMode(2_000), false) }]),
);

export default function CodeEditor({ language, value, onChange, mistakes, attributes }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useEffectEvent(onChange);
  const first = useEffectEvent(() => ({ value, attributes }));

  useEffect(() => {
    if (host.current === null) return undefined;
    const start = first();
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: start.value,
        extensions: [
          escapeThenTabLeaves,
          history(),
          lineNumbers(),
          // A whole recipe is read by its indentation; a few lines of code fit a narrow window better when they wrap.
          language === "json" ? [] : EditorView.lineWrapping,
          lintGutter(),
          indentOnInput(),
          indentUnit.of(language === "python" || language === "java" ? "    " : "  "),
          bracketMatching(),
          colours,
          // Code that is longer than its window scrolls by keyboard, also where nothing can be typed.
          EditorView.contentAttributes.of({ tabindex: "0", ...start.attributes }),
          keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
          languageOf(language),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [language]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { doc } = editor.state;
    const diagnostics = mistakes.map(({ line, column, message }) => {
      const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const start = Math.min(from + (column ?? 1) - 1, to);
      return { from: start, to, severity: "error" as const, message };
    });
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [mistakes]);

  return <div ref={host} className={classes.codeField} />;
}

/** Colours that keep 4.5:1 on both grounds. */
const colours: Extension = syntaxHighlighting(
  HighlightStyle.define([
    { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "light-dark(#862e9c, #e599f7)" },
    { tag: [tags.string, tags.special(tags.string)], color: "light-dark(#2b6a30, #8ce99a)" },
    { tag: [tags.number, tags.bool, tags.null], color: "light-dark(#a33c00, #ffc078)" },
    { tag: [tags.comment], color: "light-dark(#5c636a, #adb5bd)", fontStyle: "italic" },
    { tag: [tags.propertyName, tags.definition(tags.variableName)], color: "light-dark(#0b4f8a, #a5d8ff)" },
    { tag: [tags.invalid], color: "light-dark(#c92a2a, #ff8787)" },
  ]),
);
