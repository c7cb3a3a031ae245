import { Select, Stack } from "@mantine/core";
import { useState } from "react";
import { clinic } from "@/text/clinic";
import { Empty, Loaded } from "@/ui/Loaded";
import { usePhones, type Phone } from "../api/listPhones";
import { Conversation } from "./Conversation";

/** The practice phones: one conversation at a time, the one with the newest message first. */
export function PhonePanel() {
  const phones = usePhones();
  return (
    <Loaded query={phones} what={clinic.phone.title}>
      {(list) => <Phones phones={list.phones.filter(({ messages }) => messages.length > 0)} />}
    </Loaded>
  );
}

function Phones({ phones }: { phones: Phone[] }) {
  const [chosen, setChosen] = useState<string>();
  const newestFirst = [...phones].sort((one, other) => lastAt(other).localeCompare(lastAt(one)));
  const phone = newestFirst.find(({ number }) => number === chosen) ?? newestFirst[0];
  if (phone === undefined) return <Empty title={clinic.phone.empty} help={clinic.phone.emptyHelp} />;
  return (
    <Stack gap="sm">
      <Select
        aria-label={clinic.phone.conversations}
        data={newestFirst.map(({ number, messages }) => ({
          value: number,
          label: `${number} · ${clinic.phone.messages(messages.length)}`,
        }))}
        value={phone.number}
        onChange={(value) => setChosen(value ?? undefined)}
        allowDeselect={false}
      />
      <Conversation key={phone.number} phone={phone} />
    </Stack>
  );
}

function lastAt({ messages }: Phone): string {
  return messages.reduce((latest, { at }) => (at > latest ? at : latest), "");
}
