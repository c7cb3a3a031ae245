import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { text } from "@/text";
import type { Parameter, Template } from "../templates";

const words = text.gallery;

export interface KnownSheet {
  spreadsheet: string;
  sheet: string;
  label: string;
  headers: string[];
}

interface TemplateDialogProps {
  template: Template;
  sheets: KnownSheet[];
  onMake: (recipe: Record<string, unknown>) => void;
  onClose: () => void;
}

/** Asks what a template needs to know, with the likely answers filled in from the chosen sheet's real headers. */
export function TemplateDialog({ template, sheets, onMake, onClose }: TemplateDialogProps) {
  const [chosenSheet, setChosenSheet] = useState(0);
  const sheet = sheets[chosenSheet];
  const headers = sheet?.headers ?? [];
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [attempted, setAttempted] = useState(false);
  const valueOf = (parameter: Parameter) => answers[parameter.name] ?? startOf(parameter, headers);
  const wrong = (parameter: Parameter) => problemWith(parameter, valueOf(parameter), headers);
  const blocked = (template.asksForSheet && sheet === undefined) || template.parameters.some((each) => wrong(each));

  const make = (event: SyntheticEvent) => {
    event.preventDefault();
    setAttempted(true);
    if (blocked) return;
    const values = Object.fromEntries(template.parameters.map((each) => [each.name, valueOf(each)]));
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    onMake(template.make({ values, spreadsheet: sheet?.spreadsheet ?? "", sheet: sheet?.sheet ?? "", zone: timeZone }));
  };

  return (
    <Modal opened onClose={onClose} size="lg" title={template.title}>
      <form onSubmit={make} noValidate>
        <Stack>
          <Text size="sm">{template.help}</Text>
          {template.asksForSheet && (
            <Select
              label={words.spreadsheet}
              data={sheets.map(({ label }, index) => ({ value: String(index), label }))}
              value={sheet === undefined ? null : String(chosenSheet)}
              error={attempted && sheet === undefined ? words.missing : undefined}
              allowDeselect={false}
              onChange={(index) => {
                setChosenSheet(Number(index));
                setAnswers({});
              }}
            />
          )}
          {template.parameters.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              headers={headers}
              value={valueOf(parameter)}
              error={attempted ? wrong(parameter) : undefined}
              onChange={(value) => setAnswers((before) => ({ ...before, [parameter.name]: value }))}
            />
          ))}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" data-autofocus>
              {words.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface ParameterFieldProps {
  parameter: Parameter;
  headers: string[];
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function ParameterField({ parameter, headers, value, error, onChange }: ParameterFieldProps) {
  if (parameter.kind === "text") {
    return (
      <TextInput
        label={parameter.label}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const optional = parameter.optional === true;
  return (
    <Select
      label={parameter.label}
      placeholder={optional ? words.none : words.chooseColumn}
      data={headers}
      value={value === "" ? null : value}
      error={error}
      clearable={optional}
      allowDeselect={optional}
      searchable
      onChange={(header) => onChange(header ?? "")}
    />
  );
}

function startOf(parameter: Parameter, headers: string[]): string {
  if (parameter.kind === "text") return parameter.start;
  return headers.find((header) => parameter.guess.test(header)) ?? "";
}

function problemWith(parameter: Parameter, value: string, headers: string[]): string | undefined {
  if (value === "") return parameter.kind === "column" && parameter.optional === true ? undefined : words.missing;
  return parameter.kind === "column" && !headers.includes(value) ? words.notFound(value) : undefined;
}
