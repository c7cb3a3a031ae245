import { Button, CloseButton, Group, Paper, Text, VisuallyHidden } from "@mantine/core";
import { text } from "@/text";
import classes from "./LiveRegion.module.css";
import { closeToast, useLive } from "./live";

/** The one live region of the page, and the notices. Mounted before anything is said. */
export function LiveRegion() {
  const { announcement, toasts } = useLive();
  return (
    <>
      <VisuallyHidden role="status" aria-live="polite">
        {announcement}
      </VisuallyHidden>
      <section className={classes.toasts} aria-label={text.common.notices}>
        {toasts.map((each) => (
          <Paper key={each.id} className={classes.toast} data-tone={each.tone} shadow="md" p="sm" withBorder>
            <Group wrap="nowrap" gap="sm">
              <Text size="sm" flex={1}>
                {each.message}
              </Text>
              {each.undo && (
                <Button
                  size="compact-sm"
                  variant="light"
                  onClick={() => {
                    each.undo?.run();
                    closeToast(each.id);
                  }}
                >
                  {each.undo.label}
                </Button>
              )}
              <CloseButton size="sm" aria-label={text.common.close} onClick={() => closeToast(each.id)} />
            </Group>
          </Paper>
        ))}
      </section>
    </>
  );
}
