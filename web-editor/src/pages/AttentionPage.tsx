import { AttentionList } from "@/features/attention/components/AttentionList";
import { useAttention } from "@/features/attention/api/listAttention";
import { useRecipeTitles } from "@/features/recipes/api/listRecipes";
import { text } from "@/text";
import { Empty, Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

export default function AttentionPage() {
  const attention = useAttention();
  const titles = useRecipeTitles();
  return (
    <Page title={text.attention.title} help={text.attention.help}>
      <Loaded query={attention} what={text.attention.title}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={text.attention.empty} help={text.attention.emptyHelp} />
          ) : (
            <AttentionList items={items} titles={titles} />
          )
        }
      </Loaded>
    </Page>
  );
}
