package org.carelay.form;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Invitation;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Makes a personal link to a form; a later step sends it. */
public final class InviteAction implements Action<Client, InviteAction.Input, InviteAction.Output> {
  private static final Duration DEFAULT_VALIDITY = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(366);

  /** The step's {@code with}. */
  public record Input(
      @Describe(
              title = "Form",
              help = "What is asked, where this run waits for the answer by waitFor form.",
              widget = "form")
          @Nullable Form form,
      @Describe(
              title = "Recipe",
              help =
                  "In place of a form: a recipe that begins with \"a form is sent\". The answer to"
                      + " its form starts it.",
              widget = "recipe",
              example = "survey-answers")
          @Nullable String recipe,
      @Describe(
              title = "Valid for",
              help = "How long the link works; at the longest 366 days.",
              defaultValue = "P30D")
          @Nullable Duration validFor) {}

  /** What later steps see. */
  public record Output(
      @Describe(
              title = "Link",
              help = "Whoever has it can answer. Give it to one person only.",
              example = "https://carelay.example.org/forms/EXAMPLE",
              sensitivity = Sensitivity.SECRET)
          URI link,
      @Describe(title = "Invitation", help = "For waitFor form.", example = "0198f3a0")
          String invitation,
      @Describe(title = "Expires", example = "2026-12-22T14:00:00Z") String expires) {}

  @Override
  public About about() {
    return new About(
        "form.invite",
        "Make a personal link to a form",
        "Gives a link by which one person answers once; send it by text or mail.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Output> output() {
    return Output.class;
  }

  /** An attempt that was interrupted leaves nothing: its link was never stored, or never given. */
  @Override
  public Effect effect() {
    return Effect.IDEMPOTENT_WRITE;
  }

  @Override
  public Output perform(Client client, Input input, ActionContext context)
      throws ConnectorException {
    if ((input.form() == null) == (input.recipe() == null)) {
      throw new ConnectorException.Permanent(
          "form-or-recipe", "Give either a form or a recipe.", null);
    }
    var validFor = Objects.requireNonNullElse(input.validFor(), DEFAULT_VALIDITY);
    var made =
        context.invite(
            new Invitation(
                "form.submitted",
                input.form() == null ? null : new SubmittedTrigger.Input(input.form(), null),
                input.recipe(),
                validFor));
    return new Output(made.link(), made.id(), context.clock().instant().plus(validFor).toString());
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<>(FormCheck.of(written));
    if (written.containsKey("form") && written.containsKey("recipe")) {
      problems.add(
          new InputProblem("/recipe", "form-or-recipe", "Give either a form or a recipe."));
    }
    if (!written.containsKey("form") && !written.containsKey("recipe")) {
      problems.add(
          new InputProblem("/form", "form-or-recipe", "Say what is asked: a form or a recipe."));
    }
    if (written.get("validFor") instanceof String text && !isPossible(text)) {
      problems.add(
          new InputProblem(
              "/validFor", "validity-not-possible", "A link works for a minute to 366 days."));
    }
    return problems;
  }

  private static boolean isPossible(String text) {
    try {
      var validFor = Duration.parse(text);
      return validFor.compareTo(Duration.ofMinutes(1)) >= 0 && validFor.compareTo(LONGEST) <= 0;
    } catch (java.time.DateTimeException e) {
      return true; // weeks, or wrong; the language says which
    }
  }
}
