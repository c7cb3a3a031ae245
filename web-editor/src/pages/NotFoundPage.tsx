import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import { text } from "@/text";
import { Page } from "@/ui/Page";

export function NotFoundPage() {
  return (
    <Page title={text.common.notFoundTitle} help={text.common.notFoundHelp}>
      <Anchor component={Link} to="/">
        {text.common.goHome}
      </Anchor>
    </Page>
  );
}
