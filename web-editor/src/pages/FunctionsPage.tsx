import { Stack, Title } from "@mantine/core";
import { useFunctionsReport } from "@/features/functions/api/getUsage";
import { TryFunction } from "@/features/functions/components/TryFunction";
import { UsedSummary } from "@/features/functions/components/UsedSummary";
import { useRecipeDocuments } from "@/api/listDocuments";
import { describeStep } from "@/recipe/sentences";
import { readStep } from "@/recipe/shape";
import { functionsOf } from "@/recipe/uses";
import { text } from "@/text";
import { Empty } from "@/ui/Loaded";
import { Page } from "@/ui/Page";
import { FunctionUsage } from "./FunctionUsage";

const words = text.functions;

/** The functions of all recipes, how they did lately, and one to try things with. */
export default function FunctionsPage() {
  const recipes = useRecipeDocuments();
  const usage = useFunctionsReport().data?.usage;
  const found = (recipes ?? []).flatMap(({ summary, document }) =>
    functionsOf(document).map(({ step }) => {
      const shape = readStep(step);
      return { recipe: summary.id, title: summary.title, step: shape.id, name: describeStep(shape) };
    }),
  );
  return (
    <Page title={words.title} help={words.help}>
      <UsedSummary />
      <Stack component="section" gap="sm" aria-label={words.inRecipes}>
        <Title order={2} size="h3">
          {words.inRecipes}
        </Title>
        {recipes !== undefined && found.length === 0 && <Empty title={words.empty} help={words.emptyHelp} />}
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
          {found.map((each) => (
            <FunctionUsage
              key={`${each.recipe} ${each.step}`}
              {...each}
              used={usage?.find(({ recipe, step }) => recipe === each.recipe && step === each.step)}
            />
          ))}
        </Stack>
      </Stack>
      <Stack component="section" gap="sm" maw={860} aria-label={words.tryTitle}>
        <Title order={2} size="h3">
          {words.tryTitle}
        </Title>
        <TryFunction />
      </Stack>
    </Page>
  );
}
