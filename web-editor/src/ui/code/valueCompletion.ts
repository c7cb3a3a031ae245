import { autocompletion, type Completion, type CompletionContext } from "@codemirror/autocomplete";
import type { Extension } from "@codemirror/state";
import type { ScopeGroup } from "@/recipe/scope";
import { sampleText } from "./sampleText";

/** Offers the values in scope after "/" at a word's start, or after "{{"; in a bare expression, as names are typed. */
export function valueCompletion(groups: () => ScopeGroup[], bare: boolean): Extension {
  return autocompletion({
    // Without this, Enter within 75 ms of the list changing is a new line instead of a choice.
    interactionDelay: 0,
    activateOnTypingDelay: 0,
    override: [
      (context: CompletionContext) => {
        const typed = context.matchBefore(
          bare ? /(?:(?<=^|\s)\/)?[\w.`]+|(?<=^|\s)\// : /(?:(?<=^|\s)\/|\{\{\s*)[\w.` ]*/,
        );
        if (typed === null) return null;
        const wanted = typed.text.replace(/^(?:\/|\{\{\s*)/, "").toLowerCase();
        return { from: typed.from, filter: false, options: groups().flatMap((group) => options(group, wanted, bare)) };
      },
    ],
  });
}

function options(group: ScopeGroup, wanted: string, bare: boolean): Completion[] {
  return group.values
    .filter(({ label, expression }) => `${label} ${expression}`.toLowerCase().includes(wanted))
    .map(({ label, expression, sample }) => ({
      label,
      detail: sampleText(sample) ?? "",
      section: group.label,
      apply: bare ? expression : `{{ ${expression} }}`,
    }));
}
