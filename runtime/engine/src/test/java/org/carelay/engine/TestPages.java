package org.carelay.engine;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.Invitation;
import org.carelay.connector.PageTrigger;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** A page with one field, and the personal links to it. */
final class TestPages {
  private TestPages() {}

  record Question(
      @Describe(title = "Question") String question,
      @Describe(title = "Open") @Nullable String open) {}

  record Answered(@Describe(title = "Answer") String answer) {}

  record Invited(
      @Describe(title = "Question") @Nullable String question,
      @Describe(title = "Recipe") @Nullable String recipe) {}

  record Link(
      @Describe(title = "Link", sensitivity = Sensitivity.SECRET, example = "https://example.org")
          URI link,
      @Describe(title = "Invitation") String invitation) {}

  /** Takes the field {@code answer}; {@code draft} is put aside. */
  static final class Asked implements PageTrigger<Client, Question> {
    @Override
    public About about() {
      return new About("test.asked", "Asked", "");
    }

    @Override
    public Class<Question> input() {
      return Question.class;
    }

    @Override
    public Class<? extends Record> event() {
      return Answered.class;
    }

    @Override
    public @Nullable String address(Question input) {
      return input.open();
    }

    @Override
    public Page received(Question input) {
      return page("received");
    }

    @Override
    public Outcome visit(Visit visit, Question input) {
      if (visit.sent() == null) {
        return new Outcome.Shown(page(input.question() + visit.draft() + "#" + visit.key()));
      }
      var answer = visit.sent().get("answer");
      return answer == null
          ? new Outcome.Saved(new LinkedHashMap<>(visit.sent()), page("saved"))
          : new Outcome.Answered(Map.of("answer", answer.getFirst()), page("thanks"));
    }

    private static Page page(String content) {
      return new Page("en", "T", content);
    }
  }

  static final class Invite implements Action<Client, Invited, Link> {
    @Override
    public About about() {
      return new About("test.invite", "Invite", "");
    }

    @Override
    public Class<Invited> input() {
      return Invited.class;
    }

    @Override
    public Class<Link> output() {
      return Link.class;
    }

    @Override
    public Effect effect() {
      return Effect.IDEMPOTENT_WRITE;
    }

    @Override
    public Link perform(Client client, Invited input, ActionContext context)
        throws ConnectorException {
      var question = input.question() == null ? null : new Question(input.question(), null);
      var made =
          context.invite(
              new Invitation("test.asked", question, input.recipe(), Duration.ofDays(30)));
      return new Link(made.link(), made.id());
    }
  }

  static Map<String, List<String>> answer(String text) {
    return Map.of("answer", List.of(text));
  }
}
