import { Paper, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { FirstSteps } from "@/features/practice/components/FirstSteps";
import { MailboxPanel } from "@/features/practice/components/MailboxPanel";
import { PhonePanel } from "@/features/practice/components/PhonePanel";
import { SheetPanel } from "@/features/practice/components/SheetPanel";
import { TablePanel } from "@/features/practice/components/TablePanel";
import { useArrivals } from "@/features/practice/components/useArrivals";
import { useRecipeTitles } from "@/api/listRecipes";
import { LatestRuns } from "@/features/runs/components/LatestRuns";
import { text } from "@/text";
import { clinic } from "@/text/clinic";
import { Page } from "@/ui/Page";
import classes from "./PracticePage.module.css";

export default function PracticePage() {
  const titles = useRecipeTitles();
  useArrivals();
  return (
    <Page title={clinic.title} help={clinic.help}>
      <FirstSteps brief />
      <div className={classes.layout}>
        <Panel title={clinic.sheet.title} className={classes.sheet}>
          <SheetPanel />
        </Panel>
        <Panel title={clinic.phone.title} className={classes.phone}>
          <PhonePanel />
        </Panel>
        <Panel title={text.runs.latest} className={classes.runs}>
          <LatestRuns limit={8} titles={titles} />
        </Panel>
        <Panel title={clinic.mailbox.title} className={classes.mailbox}>
          <MailboxPanel />
        </Panel>
        <Panel title={clinic.table.title} className={classes.database}>
          <TablePanel />
        </Panel>
      </div>
    </Page>
  );
}

function Panel({ title, className, children }: { title: string; className: string | undefined; children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="md" miw={0} aria-label={title} className={className ?? ""}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}
