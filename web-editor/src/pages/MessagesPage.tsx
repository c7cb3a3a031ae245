import { Group, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { effectStates, useEffects } from "@/features/messages/api/listEffects";
import { EffectTable } from "@/features/messages/components/EffectTable";
import { useRecipeTitles } from "@/api/listRecipes";
import { text } from "@/text";
import { Empty, Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

const words = text.messages;

/** The ledger. A patient's key is no part of the address: addresses end up in logs and histories. */
export default function MessagesPage() {
  const [search, setSearch] = useSearchParams();
  const [typedSubject, setTypedSubject] = useState("");
  const [subject] = useDebouncedValue(typedSubject.trim(), 400);
  const titles = useRecipeTitles();
  const recipe = search.get("recipe") ?? undefined;
  const state = effectStates.find((each) => each === search.get("state"));
  const effects = useEffects({ recipe, state, subject });
  const filtered = recipe !== undefined || state !== undefined || subject !== "";
  const filter = (next: Record<string, string | undefined>) => {
    const wanted = { recipe, state, ...next };
    setSearch(
      Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined),
      { replace: true },
    );
  };
  return (
    <Page title={words.title} help={words.help}>
      <Group align="flex-end">
        <Select
          label={words.recipe}
          placeholder={words.allRecipes}
          data={[...titles].map(([value, label]) => ({ value, label }))}
          value={recipe ?? null}
          onChange={(value) => filter({ recipe: value ?? undefined })}
          clearable
          searchable
          w={{ base: "100%", xs: 260 }}
        />
        <Select
          label={words.state}
          placeholder={words.allStates}
          data={effectStates.map((value) => ({ value, label: words.states[value] }))}
          value={state ?? null}
          onChange={(value) => filter({ state: value ?? undefined })}
          clearable
          w={{ base: "100%", xs: 180 }}
        />
        <TextInput
          label={words.subject}
          description={words.subjectHelp}
          value={typedSubject}
          onChange={(event) => setTypedSubject(event.currentTarget.value)}
          w={{ base: "100%", xs: 300 }}
        />
      </Group>
      <Loaded query={effects} what={words.title}>
        {({ effects: list }) =>
          list.length === 0 ? (
            <Empty
              title={filtered ? words.emptyFiltered : words.empty}
              help={filtered ? words.emptyFilteredHelp : words.emptyHelp}
            />
          ) : (
            <EffectTable effects={list} titles={titles} />
          )
        }
      </Loaded>
    </Page>
  );
}
