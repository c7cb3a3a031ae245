import { Button, Fieldset, Group, Modal, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMemo, useState, type SyntheticEvent } from "react";
import { useCatalog } from "@/api/getCatalog";
import { practised } from "@/recipe/newStep";
import { typed } from "@/recipe/shape";
import { text } from "@/text";
import { gallery as words } from "@/text/gallery";
import type { Template } from "../api/getGallery";
import { fillIn } from "../fillIn";
import { parametersOf, queriedTables, type Parameter } from "../parameters";
import { ParameterField } from "./ParameterField";
import { hasChoice, problemWith, useTemplateChoices } from "./useTemplateChoices";

interface TemplateDialogProps {
  template: Template;
  /** True where the practice clinic stands for connections that are not set up. */
  practice: boolean;
  /** The ids of the connections that are set up. */
  connections: readonly string[];
  onMake: (recipe: unknown) => void;
  onClose: () => void;
}

/** The parts of the form; the last one is what most clinics leave as it is. */
const parts: { title: string; kinds: Parameter["kind"][] }[] = [
  { title: words.parts.data, kinds: ["spreadsheet", "sheet", "column", "table", "path"] },
  { title: words.parts.people, kinds: ["time", "zone", "address", "clinic", "phone"] },
  { title: words.parts.connections, kinds: ["connection"] },
];

/** Asks what a template needs to know, checked at once against the sheet or database that was chosen. */
export function TemplateDialog({ template: { recipe }, practice, connections, onMake, onClose }: TemplateDialogProps) {
  const parameters = useMemo(() => parametersOf(recipe), [recipe]);
  const queried = useMemo(() => queriedTables(recipe), [recipe]);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [attempted, setAttempted] = useState(false);
  const catalog = useCatalog();
  const databases = [...new Set(queried.map(({ connection }) => connection))];
  const choices = useTemplateChoices(parameters, databases, answers);
  const filled = Object.fromEntries(parameters.map((each) => [each.name, answers[each.name] ?? choices.likely(each)]));
  const wrong = (parameter: Parameter) => problemWith(parameter, filled[parameter.name] ?? "", choices.of(parameter));

  const make = (event: SyntheticEvent) => {
    event.preventDefault();
    setAttempted(true);
    if (choices.looking || parameters.some((each) => wrong(each) !== undefined)) return;
    onMake(fillIn(recipe, parameters, filled));
  };
  const labelOf = ({ kind, written, of = "" }: Parameter) =>
    kind === "connection"
      ? words.asked.connection(catalog.data?.connectors.find(({ id }) => id === of)?.title ?? of, written)
      : words.asked[kind](written);
  const noteOn = ({ kind, name, of = "" }: Parameter) => {
    if (kind !== "connection" || connections.includes(filled[name] ?? "")) return undefined;
    return practice && practised(of) ? words.practised : words.notSetUp;
  };
  const missing = databases.flatMap((connection) => {
    const tables = choices.tablesOf(connection);
    const names = queried.filter((each) => each.connection === connection).map(({ table }) => table);
    const absent = tables === undefined ? [] : names.filter((table) => !hasChoice(tables, table));
    return absent.length === 0
      ? []
      : [words.queries(absent.join(", "), filled[`connection ${connection}`] ?? connection)];
  });

  return (
    <Modal opened onClose={onClose} size="xl" title={typed(recipe.title)}>
      <form onSubmit={make} noValidate>
        <Stack>
          <Text size="sm">{words.asks}</Text>
          {parts.map(({ title, kinds }) => {
            const asked = parameters.filter(({ kind }) => kinds.includes(kind));
            return asked.length === 0 ? null : (
              <Fieldset key={title} legend={title}>
                <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
                  {asked.map((parameter) => (
                    <ParameterField
                      key={parameter.name}
                      parameter={parameter}
                      label={labelOf(parameter)}
                      found={choices.of(parameter)}
                      note={noteOn(parameter)}
                      value={filled[parameter.name] ?? ""}
                      // A column that the chosen sheet has not is said at once; an empty field only when somebody goes on.
                      error={attempted || filled[parameter.name] !== "" ? wrong(parameter) : undefined}
                      onChange={(value) => setAnswers((before) => ({ ...before, [parameter.name]: value }))}
                    />
                  ))}
                </SimpleGrid>
              </Fieldset>
            );
          })}
          {[...choices.messages, ...missing].map((message) => (
            <Text key={message} size="sm">
              {message}
            </Text>
          ))}
          <Group justify="flex-end">
            <Text size="sm" c="dimmed" role="status">
              {choices.looking ? words.looking : ""}
            </Text>
            <Button variant="default" onClick={onClose}>
              {text.common.cancel}
            </Button>
            <Button type="submit" data-autofocus disabled={choices.looking}>
              {words.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
