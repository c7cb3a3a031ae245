import { Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { text } from "@/text";
import { duration } from "@/ui/duration";
import { Loaded } from "@/ui/Loaded";
import { useFunctionsReport, type FunctionsReport } from "../api/getUsage";

const words = text.functions;

/** What all functions have used since the start, how far they are shut off, and what clouds would have charged. */
export function UsedSummary() {
  const report = useFunctionsReport();
  return (
    <Stack component="section" gap="sm" aria-label={words.used}>
      <Title order={2} size="h3">
        {words.used}
      </Title>
      <Loaded query={report} what={words.used}>
        {(found) => <Figures report={found} />}
      </Loaded>
    </Stack>
  );
}

function Figures({ report: { usage, cloud, isolation } }: { report: FunctionsReport }) {
  const sum = (amounts: number[]) => amounts.reduce((total, each) => total + each, 0);
  const calls = sum(usage.map(({ invocations }) => invocations));
  const failures = sum(usage.flatMap((each) => Object.values(each.failures)));
  const ms = sum(usage.map(({ durationMs }) => durationMs));
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        <Figure title={words.calls} value={calls.toLocaleString()} help={words.failures(failures)} />
        <Figure title={words.time} value={duration(ms)} help={words.average(duration(calls === 0 ? 0 : ms / calls))} />
        <Figure title={words.cost} value={money(0, cloud.currency)} help={words.costHelp} />
        <Figure title={words.isolation} value={words.isolationLevels(isolation.level)} help={isolation.detail} />
      </SimpleGrid>
      <details>
        <summary>{words.clouds}</summary>
        <dl>
          {cloud.costs.map(({ provider, plan, amount }) => (
            <div key={provider}>
              <Text component="dt" fw={600} size="sm">
                {provider}: {money(amount, cloud.currency)}
              </Text>
              <Text component="dd" m={0} size="sm" c="dimmed">
                {plan}
              </Text>
            </div>
          ))}
        </dl>
        <Text size="sm" c="dimmed">
          {words.cloudsAsOf(cloud.asOf)} {cloud.note}
        </Text>
      </details>
    </>
  );
}

function Figure({ title, value, help }: { title: string; value: string; help: string }) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Text size="xl" fw={600}>
        {value}
      </Text>
      <Text size="sm" c="dimmed">
        {help}
      </Text>
    </Paper>
  );
}

function money(amount: number, currency: string): string {
  const digits = amount > 0 && amount < 1 ? 4 : 2;
  return new Intl.NumberFormat(undefined, { style: "currency", currency, minimumFractionDigits: digits }).format(
    amount,
  );
}
