package org.carelay.form;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.carelay.connector.PageTrigger;
import org.carelay.connector.PageTrigger.Page;
import org.carelay.form.Reading.Asked;

/**
 * The page of a form: what is asked now, filled in as it was, with what is wrong said above and
 * beside each field. Works without scripts and without styles.
 */
final class FormPage {
  /** Sets a region's role and takes the focus, so that whoever hears the page hears it first. */
  private static final String FOCUSED = " tabindex=\"-1\" autofocus";

  private final Form form;
  private final Reading reading;
  private final PageTrigger.Visit visit;
  private final Words words;
  private final Html html = new Html();

  FormPage(Form form, Reading reading, PageTrigger.Visit visit) {
    this.form = form;
    this.reading = reading;
    this.visit = visit;
    this.words = Words.of(form.languageOrEnglish());
  }

  /** What is said above the questions. */
  sealed interface Said {
    record Nothing() implements Said {}

    /** Answers are missing or wrong. */
    record Problems() implements Said {}

    /** Questions follow from the answers; none where "Continue" was pressed for nothing. */
    record Newly(Set<String> linkIds) implements Said {}

    record Saved() implements Said {}
  }

  Page show(Said said) {
    html.add("<h1>").text(form.title()).add("</h1>");
    if (form.description() != null) {
      html.paragraphs("introduction", form.description());
    }
    say(said);
    html.add("<form method=\"post\" id=\"form\" novalidate>");
    hidden(PageTrigger.KEY, visit.key());
    hidden(
        Fields.SHOWN,
        reading.questions().stream()
            .map(one -> one.item().linkId())
            .collect(Collectors.joining(" ")));
    var fresh = said instanceof Said.Newly(var linkIds) ? linkIds : Set.<String>of();
    html.add("<div id=\"questions\">");
    var fields = new FieldWriter(html, words, said instanceof Said.Problems, fresh);
    form.item().forEach(item -> item(item, fields));
    html.add("</div>");
    buttons();
    html.add("</form>");
    contact(html, form);
    boolean wrong = said instanceof Said.Problems;
    var title = wrong ? words.get("error-title", form.title()) : form.title();
    return new Page(form.languageOrEnglish(), title, html.toString());
  }

  private void say(Said said) {
    switch (said) {
      case Said.Nothing() -> {}
      case Said.Problems() -> problems(reading.wrong());
      case Said.Newly(var fresh) -> notice(words.get("newly", fresh.size()));
      case Said.Saved() -> notice(words.get("saved"));
    }
  }

  private void notice(String sentence) {
    html.add("<div class=\"notice\" role=\"status\"" + FOCUSED + "><p>").text(sentence);
    html.add("</p></div>");
  }

  private void problems(List<Asked> wrong) {
    html.add("<div class=\"problems\" role=\"alert\" aria-labelledby=\"problems-title\"" + FOCUSED);
    html.add("><h2 id=\"problems-title\">").text(words.get("problems", wrong.size()));
    html.add("</h2><ul>");
    for (var one : wrong) {
      html.add("<li><a href=\"#").attribute(FieldWriter.firstId(one.item())).add("\">");
      html.text(one.item().text() + " – " + Objects.requireNonNull(one.problem()));
      html.add("</a></li>");
    }
    html.add("</ul></div>");
  }

  private void item(Item item, FieldWriter fields) {
    var asked = reading.of(item);
    if (asked == null) {
      return;
    }
    switch (item.type()) {
      case GROUP -> {
        html.add("<fieldset class=\"group\" id=\"b-").attribute(item.linkId());
        html.add("\"><legend><h2>").text(item.text()).add("</h2></legend>");
        if (item.help() != null) {
          html.paragraphs("help", item.help());
        }
        item.inside().forEach(inner -> item(inner, fields));
        html.add("</fieldset>");
      }
      case DISPLAY -> {
        html.add("<div class=\"display\" id=\"b-").attribute(item.linkId()).add("\">");
        html.paragraphs("words", item.text()).add("</div>");
      }
      default -> fields.write(asked);
    }
  }

  private void buttons() {
    html.add("<div class=\"buttons\">");
    if (form.branches()) {
      html.add("<div class=\"more\">");
      button("more", "secondary", words.get("more"), " aria-describedby=\"more-help\"");
      html.add("<p class=\"help\" id=\"more-help\">").text(words.get("more-help"));
      html.add("</p></div>");
    }
    button("send", "primary", words.get("send"), "");
    if (visit.guest() != null) {
      button("save", "secondary", words.get("save"), "");
    }
    html.add("</div>");
  }

  private void button(String action, String look, String label, String more) {
    html.add("<button type=\"submit\" name=\"" + Fields.ACTION + "\" value=\"" + action);
    html.add("\" class=\"" + look + "\"" + more + ">").text(label).add("</button>");
  }

  private void hidden(String name, String value) {
    html.add("<input type=\"hidden\" name=\"" + name + "\" value=\"").attribute(value).add("\">");
  }

  /** Thanks, and nothing of what was answered. */
  static Page thanks(Form form) {
    var thanks = Words.of(form.languageOrEnglish()).get("thanks");
    return over(form, Objects.requireNonNullElse(form.thanks(), thanks));
  }

  /** For whoever comes again. */
  static Page received(Form form) {
    return over(form, Words.of(form.languageOrEnglish()).get("received"));
  }

  private static Page over(Form form, String sentences) {
    var html = new Html();
    html.add("<h1>").text(form.title()).add("</h1>");
    html.add("<div class=\"notice\" role=\"status\"" + FOCUSED + ">");
    html.paragraphs("words", sentences);
    html.add("</div>");
    contact(html, form);
    return new Page(form.languageOrEnglish(), form.title(), html.toString());
  }

  private static void contact(Html html, Form form) {
    var said = new ArrayList<>(List.of(Words.of(form.languageOrEnglish()).get("unwatched")));
    if (form.contact() != null) {
      said.add(form.contact());
    }
    html.paragraphs("contact", String.join(" ", said));
  }

  /** The questions that were on the page when it was sent. */
  static Set<String> shown(Map<String, List<String>> sent) {
    return Arrays.stream(Fields.first(sent, Fields.SHOWN).split(" "))
        .filter(linkId -> !linkId.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
