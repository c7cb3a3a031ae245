import { Group, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { clinic } from "@/text/clinic";
import { Empty, Loaded } from "@/ui/Loaded";
import { useSpreadsheets } from "../api/listSheets";
import { useSheet } from "../api/getSheet";
import type { SheetAddress } from "../api/sheet";
import { SheetEditor } from "./SheetEditor";

/** The practice sheets: choose one where there are several, and work in it. */
export function SheetPanel() {
  const spreadsheets = useSpreadsheets();
  return (
    <Loaded query={spreadsheets} what={clinic.sheet.title}>
      {(list) => {
        const addresses = list.spreadsheets.flatMap(({ id, title, sheets }) =>
          sheets.map((sheet) => ({ id, sheet, label: `${title}: ${sheet}` })),
        );
        return <Chosen addresses={addresses} />;
      }}
    </Loaded>
  );
}

function Chosen({ addresses }: { addresses: (SheetAddress & { label: string })[] }) {
  const [chosen, setChosen] = useState(0);
  const address = addresses[chosen] ?? addresses[0];
  if (address === undefined) return <Empty title={clinic.sheet.empty} help={clinic.sheet.emptyHelp} />;
  return (
    <Stack gap="sm">
      {addresses.length > 1 && (
        <Group>
          <Select
            aria-label={clinic.sheet.choose}
            data={addresses.map(({ label }, index) => ({ value: String(index), label }))}
            value={String(chosen)}
            onChange={(value) => setChosen(Number(value ?? 0))}
            allowDeselect={false}
          />
        </Group>
      )}
      <OneSheet key={`${address.id}/${address.sheet}`} address={address} />
    </Stack>
  );
}

function OneSheet({ address }: { address: SheetAddress }) {
  const sheet = useSheet(address);
  return (
    <Loaded query={sheet} what={address.sheet}>
      {(loaded) => (
        <>
          <SheetEditor address={address} rows={loaded.rows} />
          <Text size="xs" c="dimmed">
            {clinic.sheet.zone(loaded.timeZone)}
          </Text>
        </>
      )}
    </Loaded>
  );
}
