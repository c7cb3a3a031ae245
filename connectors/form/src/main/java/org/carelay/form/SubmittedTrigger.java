package org.carelay.form;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.carelay.connector.About;
import org.carelay.connector.Client;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.carelay.connector.PageTrigger;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Fires once for each form that somebody has sent. */
public final class SubmittedTrigger implements PageTrigger<Client, SubmittedTrigger.Input> {
  /** The trigger's {@code with}. */
  public record Input(
      @Describe(title = "Form", help = "What is asked.", widget = "form") Form form,
      @Describe(
              title = "Open address",
              help =
                  "Anybody may answer at /forms/open/ and this; small letters, digits and -. Left"
                      + " out, only personal links lead to the form.",
              example = "new-patient")
          @Nullable String open) {}

  /** The names in scope. */
  public record Event(
      @Describe(
              title = "Answers",
              help =
                  "By link id: numbers, true or false, ISO dates, {code, display} for a choice; null"
                      + " where nothing was answered, a list where several could be chosen.",
              sensitivity = Sensitivity.PERSONAL)
          Map<String, @Nullable Object> answers,
      @Describe(
              title = "Response",
              help = "The same as a FHIR QuestionnaireResponse.",
              sensitivity = Sensitivity.PERSONAL)
          Map<String, Object> response,
      @Describe(title = "Invitation", help = "By which it came; nothing for an open form.")
          @Nullable Invited invitation) {}

  /** By which invitation an answer came. */
  public record Invited(
      @Describe(title = "Id") String id,
      @Describe(
              title = "Subject",
              help = "Whom the run that invited is about.",
              sensitivity = Sensitivity.PERSONAL)
          @Nullable String subject) {}

  @Override
  public About about() {
    return new About(
        "form.submitted",
        "A form is sent",
        "Fires when somebody has filled in the form and the answers are safely stored.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Event> event() {
    return Event.class;
  }

  @Override
  public @Nullable String address(Input input) {
    return input.open();
  }

  @Override
  public Outcome visit(Visit visit, Input input) {
    var form = input.form();
    var sent = visit.sent();
    if (sent == null) {
      var reading = Reading.of(form, filled(visit.draft()), visit.zone());
      return shown(form, reading, visit, new FormPage.Said.Nothing());
    }
    var filled = Fields.answers(sent);
    var reading = Reading.of(form, filled, visit.zone());
    var newly = newly(reading, FormPage.shown(sent));
    return switch (Fields.first(sent, Fields.ACTION)) {
      case "save" ->
          visit.guest() == null
              ? shown(form, reading, visit, new FormPage.Said.Nothing())
              : new Outcome.Saved(
                  new LinkedHashMap<>(filled),
                  new FormPage(form, reading, visit).show(new FormPage.Said.Saved()));
      case "more", "look" -> shown(form, reading, visit, new FormPage.Said.Newly(newly));
      default -> send(form, reading, visit, newly);
    };
  }

  @Override
  public Page received(Input input) {
    return FormPage.received(input.form());
  }

  private static Outcome send(Form form, Reading reading, Visit visit, Set<String> newly) {
    if (!newly.isEmpty()) {
      return shown(form, reading, visit, new FormPage.Said.Newly(newly));
    }
    if (!reading.wrong().isEmpty()) {
      return shown(form, reading, visit, new FormPage.Said.Problems());
    }
    var data = new HashMap<String, Object>();
    data.put("answers", reading.byName(form));
    data.put("response", ResponseDocument.of(form, reading, visit));
    var guest = visit.guest();
    if (guest != null) {
      var invitation = new LinkedHashMap<String, @Nullable Object>();
      invitation.put("id", guest.invitation());
      invitation.put("subject", guest.subject());
      data.put("invitation", invitation);
    }
    return new Outcome.Answered(data, FormPage.thanks(form));
  }

  private static Outcome shown(Form form, Reading reading, Visit visit, FormPage.Said said) {
    return new Outcome.Shown(new FormPage(form, reading, visit).show(said));
  }

  /** What is asked now and was not on the page that was sent. */
  private static Set<String> newly(Reading reading, Set<String> shown) {
    return reading.questions().stream()
        .map(one -> one.item().linkId())
        .filter(linkId -> !shown.contains(linkId))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, List<String>> filled(Map<String, Object> draft) {
    var filled = new HashMap<String, List<String>>();
    draft.forEach(
        (name, values) -> {
          if (values instanceof List<?> list) {
            filled.put(name, list.stream().map(String::valueOf).toList());
          }
        });
    return filled;
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    return FormCheck.of(written);
  }
}
