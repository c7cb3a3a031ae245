package org.carelay.manual;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Client;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.carelay.connector.ManualTrigger;
import org.carelay.connector.Samples;
import org.carelay.connector.Sensitivity;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/** Fires when a person starts the recipe. */
public final class StartedTrigger implements ManualTrigger<Client, StartedTrigger.Input> {
  /** The trigger's {@code with}. */
  public record Input(
      @Describe(title = "Fields", help = "What whoever starts it is asked for.")
          @Nullable List<Field> fields) {
    List<Field> asked() {
      return fields == null ? List.of() : fields;
    }
  }

  /** The names in scope. */
  public record Event(
      @Describe(
              title = "Input",
              help = "What was filled in, by name; null where nothing was.",
              sensitivity = Sensitivity.PERSONAL)
          Map<String, @Nullable Object> input,
      @Describe(title = "By", help = "Who started it.", example = "admin") String by) {}

  @Override
  public About about() {
    return new About(
        "manual.started",
        "Somebody starts it",
        "Fires when a person presses Start, with values for what the recipe asks for.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Event> event() {
    return Event.class;
  }

  /** Nothing is there before somebody fills it in: one event with every field empty. */
  @Override
  public Samples samples(Client client, Input input, Samples.Request request) {
    var empty = new HashMap<String, @Nullable Object>();
    input.asked().forEach(field -> empty.put(field.name(), null));
    return new Samples(
        List.of(
            new TriggerEvent("sample", request.now(), Map.of("input", empty, "by", "somebody"))),
        null);
  }

  @Override
  public Outcome start(Input input, Map<String, Object> values, String by) {
    var problems = new ArrayList<InputProblem>();
    var filled = new HashMap<String, @Nullable Object>();
    for (var field : input.asked()) {
      var value = values.get(field.name());
      var problem = field.problem(value);
      if (problem != null) {
        problems.add(problem);
      }
      filled.put(field.name(), value);
    }
    for (var name : values.keySet()) {
      if (!filled.containsKey(name)) {
        problems.add(
            new InputProblem("/" + name, "unknown-field", "The recipe does not ask for this."));
      }
    }
    return problems.isEmpty()
        ? new Outcome.Started(Map.of("input", filled, "by", by))
        : new Outcome.Refused(problems);
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    if (!(written.get("fields") instanceof List<?> fields)) {
      return List.of();
    }
    var problems = new ArrayList<InputProblem>();
    var names = new HashSet<String>();
    for (var i = 0; i < fields.size(); i++) {
      if (!(fields.get(i) instanceof Map<?, ?> field)
          || !(field.get("name") instanceof String name)) {
        continue;
      }
      var pointer = "/fields/" + i;
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        problems.add(
            new InputProblem(
                pointer + "/name", "bad-name", "A name has letters, digits and _ only."));
      } else if (!names.add(name)) {
        problems.add(
            new InputProblem(pointer + "/name", "duplicate-name", "Two fields have this name."));
      }
      if ("choice".equals(field.get("kind"))
          && !(field.get("choices") instanceof List<?> choices && !choices.isEmpty())) {
        problems.add(
            new InputProblem(pointer, "no-choices", "Say what can be chosen, in 'choices'."));
      }
    }
    return problems;
  }
}
