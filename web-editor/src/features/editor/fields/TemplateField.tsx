import { ActionIcon, Group, Loader } from "@mantine/core";
import { IconCode, IconTags } from "@tabler/icons-react";
import { Suspense, useRef, useState, type ReactNode } from "react";
import type { Place } from "@/recipe/pointer";
import { text } from "@/text";
import type { ChipEditorHandle } from "@/ui/code/ChipEditor";
import { lazily } from "@/ui/lazily";
import { useEditing, useScope } from "../state/Editing";
import { FieldFrame, type FieldWords } from "./FieldFrame";
import { TemplatePreview } from "./TemplatePreview";
import { ValueMenu } from "./ValueMenu";

const ChipEditor = lazily(() => import("@/ui/code/ChipEditor"));
const words = text.fields;

interface TemplateFieldProps extends FieldWords {
  place: Place;
  value: string;
  onChange: (value: string) => void;
  multiline?: boolean;
  placeholder?: string | undefined;
  /** Whether the steps before are tried to tell what it would be for the sample. */
  tried?: boolean;
  /** In place of what it would be for the one sample. */
  preview?: ReactNode;
  below?: ReactNode;
}

/** A text into which values are put by choosing them. */
export function TemplateField({
  place,
  value,
  onChange,
  multiline = false,
  placeholder,
  tried = false,
  preview,
  below,
  ...frame
}: TemplateFieldProps) {
  const editor = useRef<ChipEditorHandle>(null);
  const [asText, setAsText] = useState(false);
  const groups = useScope(place);
  const { undo, redo } = useEditing();
  const Switch = asText ? IconTags : IconCode;
  const tools = (
    <Group gap={4} wrap="nowrap">
      <ValueMenu
        field={frame.label}
        groups={groups}
        onChoose={(expression) => editor.current?.insert(`{{ ${expression} }}`)}
      />
      {value.includes("{{") && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`${asText ? words.asChips : words.asText}: ${frame.label}`}
          title={asText ? words.asChips : words.asText}
          onClick={() => setAsText(!asText)}
        >
          <Switch size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
  return (
    <FieldFrame
      {...frame}
      tools={tools}
      below={
        <>
          {value.includes("{{") && (preview ?? <TemplatePreview place={place} template={value} tried={tried} />)}
          {below}
        </>
      }
    >
      {(attributes) => (
        <Suspense fallback={<Loader size="xs" />}>
          <ChipEditor
            ref={editor}
            value={value}
            onChange={onChange}
            onUndo={(again) => (again ? redo() : undo())}
            groups={groups}
            multiline={multiline}
            asText={asText}
            placeholder={placeholder}
            attributes={attributes}
          />
        </Suspense>
      )}
    </FieldFrame>
  );
}
