import { Alert, List, Loader, Stack, Text, Title } from "@mantine/core";
import { text } from "@/text";
import { useForecast, type Forecast as Found } from "../api/getForecast";

const words = text.activation.forecast;

/** What the latest of what is there would bring about if it changed. Never in the way of activating. */
export function Forecast({ document }: { document: unknown }) {
  const { data, error } = useForecast(document);
  return (
    <Stack component="section" gap={4} aria-label={words.title}>
      <Title order={3} size="h6">
        {words.title}
      </Title>
      <div role="status">
        {data?.warnings.map((each) => (
          <Alert key={each} color="yellow" mb="xs">
            {each}
          </Alert>
        ))}
        {data !== undefined && <Told found={data} />}
        {error !== null && <Text size="sm">{words.failed(error.message)}</Text>}
        {data === undefined && error === null && (
          <Text size="sm">
            <Loader size={14} aria-hidden /> {words.looking}
          </Text>
        )}
      </div>
    </Stack>
  );
}

function Told({ found }: { found: Found }) {
  if (found.message != null) return <Text size="sm">{words.failed(found.message)}</Text>;
  if (found.tried === 0) return <Text size="sm">{words.nothingThere}</Text>;
  const { total, tried, wanted, intents, reasons, failed } = found;
  const would = Object.entries(words.intents).flatMap(([action, say]) => {
    const count = intents[action as keyof typeof intents] ?? 0;
    return count === 0 ? [] : [say(count)];
  });
  return (
    <>
      <Text size="sm">
        {wanted === 0
          ? words.noneWanted(tried)
          : total == null
            ? words.triedOn(wanted, tried)
            : words.wanted(wanted, tried)}
      </Text>
      {(would.length > 0 || failed > 0) && (
        <List size="sm" mt={4}>
          {would.map((each) => (
            <List.Item key={each}>{each}</List.Item>
          ))}
          {failed > 0 && <List.Item>{words.fails(failed)}</List.Item>}
          {Object.entries(reasons).map(([reason, count]) => (
            <List.Item key={reason}>{words.reason(reason, count)}</List.Item>
          ))}
        </List>
      )}
    </>
  );
}
