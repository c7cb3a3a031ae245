import { Loader } from "@mantine/core";
import { Suspense, useRef } from "react";
import type { Place } from "@/recipe/pointer";
import type { ChipEditorHandle } from "@/ui/code/ChipEditor";
import { lazily } from "@/ui/lazily";
import { useEditing, useScope } from "../state/Editing";
import { FieldFrame, type FieldWords } from "./FieldFrame";
import { ValueMenu } from "./ValueMenu";

const ChipEditor = lazily(() => import("@/ui/code/ChipEditor"));

interface ExpressionFieldProps extends FieldWords {
  place: Place;
  value: string;
  onChange: (value: string) => void;
}

/** A bare JSONata expression, with the names in scope to choose from. */
export function ExpressionField({ place, value, onChange, ...frame }: ExpressionFieldProps) {
  const editor = useRef<ChipEditorHandle>(null);
  const groups = useScope(place);
  const { undo, redo } = useEditing();
  return (
    <FieldFrame
      {...frame}
      tools={<ValueMenu field={frame.label} groups={groups} onChoose={(path) => editor.current?.insert(path)} />}
    >
      {(attributes) => (
        <Suspense fallback={<Loader size="xs" />}>
          <ChipEditor
            ref={editor}
            value={value}
            onChange={onChange}
            onUndo={(again) => (again ? redo() : undo())}
            groups={groups}
            multiline={false}
            asText
            bare
            attributes={attributes}
          />
        </Suspense>
      )}
    </FieldFrame>
  );
}
