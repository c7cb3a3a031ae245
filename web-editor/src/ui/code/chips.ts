import { RangeSet, type Extension } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";
import { valueLabel } from "@/recipe/template";

/** A value in a text, drawn by its name. The text itself stays `{{ row.name }}`. */
class ValueChip extends WidgetType {
  constructor(
    private readonly expression: string,
    private readonly className: string,
  ) {
    super();
  }

  override eq(other: ValueChip): boolean {
    return other.expression === this.expression;
  }

  toDOM(): HTMLElement {
    const chip = document.createElement("span");
    chip.className = this.className;
    chip.textContent = valueLabel(this.expression);
    chip.title = this.expression;
    return chip;
  }
}

/** Chips that arrow keys and Backspace treat as one character. */
export function chips(className: string): Extension {
  const matcher = new MatchDecorator({
    regexp: /\{\{((?:[^}]|\}(?!\}))*)\}\}/g,
    decoration: (match) => Decoration.replace({ widget: new ValueChip((match[1] ?? "").trim(), className) }),
  });
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = matcher.createDeco(view);
      }
      update(update: ViewUpdate) {
        this.decorations = matcher.updateDeco(update, this.decorations);
      }
    },
    {
      decorations: (plugin) => plugin.decorations,
      provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.decorations ?? RangeSet.empty),
    },
  );
}
