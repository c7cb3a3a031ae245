package org.carelay.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.carelay.form.Reading.Asked;

/** One question: its label or legend, help, problem, and the field as it was filled in. */
final class FieldWriter {
  /** With more choices than this a list to open is easier to go through. */
  private static final int MOST_RADIOS = 10;

  private final Html html;
  private final Words words;
  private final boolean problems;
  private final Set<String> fresh;

  /**
   * @param problems whether to say what is wrong
   * @param fresh the questions that were not there before
   */
  FieldWriter(Html html, Words words, boolean problems, Set<String> fresh) {
    this.html = html;
    this.words = words;
    this.problems = problems;
    this.fresh = fresh;
  }

  /** Where a link to the question leads: its field, or the first of its fields. */
  static String firstId(Item item) {
    return isGroupOfFields(item) ? id(item) + "-0" : id(item);
  }

  private static String id(Item item) {
    return "q-" + item.linkId();
  }

  private static boolean isGroupOfFields(Item item) {
    return item.type() == Item.Type.BOOLEAN || item.type().isChoice() && !isList(item);
  }

  private static boolean isList(Item item) {
    return item.type() == Item.Type.CHOICE
        && !item.isRepeated()
        && item.options().size() > MOST_RADIOS;
  }

  void write(Asked asked) {
    var item = asked.item();
    boolean several = isGroupOfFields(item);
    html.add("<div class=\"question").add(isWrong(asked) ? " wrong" : "");
    html.add("\" id=\"b-").attribute(item.linkId()).add("\">");
    html.add(several ? "<fieldset" + describedBy(asked) + "><legend>" : "<label for=\"");
    if (!several) {
      html.attribute(id(item)).add("\">");
    }
    html.text(item.text());
    if (!item.isRequired()) {
      html.add(" <span class=\"optional\">(").text(words.get("optional")).add(")</span>");
    }
    if (fresh.contains(item.linkId())) {
      html.add(" <strong class=\"new\">").text(words.get("new")).add("</strong>");
    }
    html.add(several ? "</legend>" : "</label>");
    about(asked);
    field(asked);
    html.add(several ? "</fieldset></div>" : "</div>");
  }

  private boolean isWrong(Asked asked) {
    return problems && asked.problem() != null;
  }

  private void about(Asked asked) {
    var item = asked.item();
    if (hasHelp(item)) {
      html.add("<p class=\"help\" id=\"").attribute(id(item)).add("-help\">");
      html.text(item.help() == null ? words.get("several") : item.help()).add("</p>");
    }
    if (isWrong(asked)) {
      html.add("<p class=\"problem\" id=\"").attribute(id(item)).add("-problem\">");
      html.text(String.valueOf(asked.problem())).add("</p>");
    }
  }

  private static boolean hasHelp(Item item) {
    return item.help() != null || item.isRepeated();
  }

  private String describedBy(Asked asked) {
    var ids = new ArrayList<String>();
    if (hasHelp(asked.item())) {
      ids.add(id(asked.item()) + "-help");
    }
    if (isWrong(asked)) {
      ids.add(id(asked.item()) + "-problem");
    }
    return ids.isEmpty() ? "" : " aria-describedby=\"" + String.join(" ", ids) + "\"";
  }

  private void field(Asked asked) {
    var item = asked.item();
    switch (item.type()) {
      case BOOLEAN -> {
        option(asked, 0, "true", words.get("yes"));
        option(asked, 1, "false", words.get("no"));
        none(asked, 2);
      }
      case INTEGER -> input(asked, "text", " inputmode=\"numeric\" autocomplete=\"off\"");
      case DECIMAL -> input(asked, "text", " inputmode=\"decimal\" autocomplete=\"off\"");
      case DATE -> input(asked, "date", "");
      case DATE_TIME -> input(asked, "datetime-local", "");
      case TIME -> input(asked, "time", "");
      case STRING -> input(asked, "text", " autocomplete=\"off\"");
      case TEXT -> {
        html.add("<textarea rows=\"5\"");
        attributes(asked);
        html.add(">\n").text(first(asked)).add("</textarea>");
      }
      case CHOICE, OPEN_CHOICE -> choice(asked);
      case GROUP, DISPLAY -> {} // written by the page
    }
  }

  private void input(Asked asked, String type, String more) {
    html.add("<input type=\"" + type + "\"" + more + " value=\"").attribute(first(asked)).add("\"");
    attributes(asked);
    html.add(">");
  }

  private void attributes(Asked asked) {
    html.add(" id=\"").attribute(id(asked.item())).add("\" name=\"");
    html.attribute(Fields.of(asked.item())).add("\"").add(describedBy(asked));
    html.add(asked.item().isRequired() ? " required" : "");
    html.add(isWrong(asked) ? " aria-invalid=\"true\"" : "");
  }

  private static String first(Asked asked) {
    return asked.written().isEmpty() ? "" : asked.written().getFirst();
  }

  private void choice(Asked asked) {
    var item = asked.item();
    if (isList(item)) {
      list(asked);
      return;
    }
    int index = 0;
    for (var option : item.options()) {
      option(asked, index++, option.chosen(), option.words());
    }
    if (item.type() == Item.Type.OPEN_CHOICE) {
      other(asked, index++);
    }
    none(asked, index);
  }

  private void list(Asked asked) {
    html.add("<select");
    attributes(asked);
    html.add("><option value=\"\">").text(words.get("choose-from")).add("</option>");
    for (var option : asked.item().options()) {
      html.add("<option value=\"").attribute(option.chosen()).add("\"");
      html.add(asked.written().contains(option.chosen()) ? " selected>" : ">");
      html.text(option.words()).add("</option>");
    }
    html.add("</select>");
  }

  private void option(Asked asked, int index, String value, String label) {
    boolean chosen = value.isEmpty() ? asked.written().isEmpty() : asked.written().contains(value);
    var id = id(asked.item()) + "-" + index;
    html.add("<div class=\"option\"><input type=\"");
    html.add(asked.item().isRepeated() ? "checkbox" : "radio").add("\" id=\"").attribute(id);
    html.add("\" name=\"").attribute(Fields.of(asked.item())).add("\" value=\"").attribute(value);
    html.add(chosen ? "\" checked" : "\"");
    boolean required = asked.item().isRequired() && !asked.item().isRepeated();
    html.add(required ? " required>" : ">");
    html.add("<label for=\"").attribute(id).add("\">").text(label).add("</label></div>");
  }

  /** A radio button once pressed cannot be let go: what need not be answered has a way back. */
  private void none(Asked asked, int index) {
    if (!asked.item().isRequired() && !asked.item().isRepeated()) {
      option(asked, index, "", words.get("none"));
    }
  }

  private void other(Asked asked, int index) {
    var own = own(asked.written());
    var written = own == null ? asked.written() : List.of(Fields.OTHER, asked.written().getFirst());
    option(
        new Asked(asked.item(), written, asked.answers(), asked.problem()),
        index,
        Fields.OTHER,
        words.get("other"));
    var id = id(asked.item()) + "-other";
    html.add("<div class=\"other\"><label for=\"").attribute(id).add("\">");
    html.text(words.get("other-text")).add("</label><input type=\"text\" id=\"").attribute(id);
    html.add("\" name=\"").attribute(Fields.otherOf(asked.item())).add("\" value=\"");
    html.attribute(own == null ? "" : own).add("\" autocomplete=\"off\"></div>");
  }

  private static @org.jspecify.annotations.Nullable String own(List<String> written) {
    return written.stream()
        .filter(text -> text.startsWith(Fields.OTHER) && text.length() > Fields.OTHER.length())
        .map(text -> text.substring(Fields.OTHER.length()))
        .findFirst()
        .orElse(null);
  }
}
