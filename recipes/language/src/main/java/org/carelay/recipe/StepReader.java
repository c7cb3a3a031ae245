package org.carelay.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads lists of steps, and keeps account of which step's output is known where. */
final class StepReader {
  static final int MAX_STEPS = 200;
  static final int MAX_DEPTH = 8;
  private static final List<String> KINDS =
      List.of("uses", "choose", "forEach", "parallel", "wait", "waitFor", "call", "stop");

  private final Problems problems;
  private final Texts texts;
  private final UseReader uses;
  private final FlowReader flow;
  private final Map<String, String> ids = new HashMap<>();
  private int count;

  StepReader(Problems problems, Texts texts, UseReader uses) {
    this.problems = problems;
    this.texts = texts;
    this.uses = uses;
    this.flow = new FlowReader(this, new AwaitedReader(uses, problems, texts), problems, texts);
  }

  /** What all steps have. */
  record Head(String id, @Nullable Expression condition) {}

  /**
   * Steps, and what is known after them.
   *
   * @param done outputs by step id, including those of branches that may not have run
   */
  record Steps(List<Step> steps, Map<String, Known> done) {}

  /** What is known inside a list of steps. */
  record Inside(Names names, int depth) {
    Inside deeper(Names inner) {
      return new Inside(inner, depth + 1);
    }
  }

  Steps read(Fields owner, String name, Names names) {
    return list(owner.any(name), owner.pointer(name), new Inside(names, 1));
  }

  void checkCount() {
    if (count > MAX_STEPS) {
      problems.add(
          "/steps",
          "too-many-steps",
          "A recipe has at most " + MAX_STEPS + " steps; this one has more");
    }
  }

  Steps list(@Nullable Object written, String pointer, Inside inside) {
    var steps = new ArrayList<Step>();
    var done = new LinkedHashMap<String, Known>();
    if (inside.depth() > MAX_DEPTH) {
      problems.add(pointer, "nested-too-deep", "Steps nest to " + MAX_DEPTH + " levels at most");
    } else if (written instanceof List<?> list) {
      for (var item : list) {
        if (++count > MAX_STEPS) {
          break;
        }
        var fields = Fields.of(item, pointer + "/" + steps.size(), problems);
        var here = new Inside(inside.names().after(done), inside.depth());
        steps.add(step(fields, here, done));
        fields.refuseOthers();
      }
    } else if (written != null) {
      problems.add(
          pointer, "wrong-type", "This must be a list of steps, not " + Scalars.kind(written));
    }
    return new Steps(steps, done);
  }

  private Step step(Fields fields, Inside inside, Map<String, Known> done) {
    var head = new Head(id(fields), texts.expression(fields, "if", inside.names()));
    var kind = KINDS.stream().filter(fields::has).findFirst().orElse("");
    var step =
        switch (fields.has("forEach") ? "forEach" : kind) {
          case "uses" -> use(fields, head, inside, done);
          case "choose" -> flow.choose(fields, head, inside, done);
          case "forEach" -> flow.forEach(fields, head, inside);
          case "parallel" -> flow.parallel(fields, head, inside, done);
          case "wait" -> flow.wait(fields, head, inside);
          case "waitFor" -> flow.waitFor(fields, head, inside, done);
          case "call" -> flow.call(fields, head, inside);
          case "stop" -> flow.stop(fields, head, inside);
          default -> noStep(fields, head);
        };
    done.putIfAbsent(head.id(), Known.ANYTHING);
    return step;
  }

  private String id(Fields fields) {
    var id = fields.neededText("id");
    var place = fields.pointer("id");
    if (!id.isBlank() && !id.matches("[A-Za-z][A-Za-z0-9_-]{0,63}")) {
      problems.add(
          place, "bad-id", "An id is a letter followed by at most 63 letters, digits, _ or -");
    }
    var earlier = id.isBlank() ? null : ids.putIfAbsent(id, place);
    if (earlier != null) {
      problems.add(place, "duplicate-id", "The id \"" + id + "\" is also used at " + earlier);
    }
    return id;
  }

  private Step noStep(Fields fields, Head head) {
    problems.add(fields.pointer(), "unknown-step", "A step has one of " + String.join(", ", KINDS));
    KINDS.forEach(fields::any);
    return new Step.Parallel(head.id(), head.condition(), List.of());
  }

  private Step use(Fields fields, Head head, Inside inside, Map<String, Known> done) {
    var use = uses.read(fields, head, inside.names(), () -> onError(fields, inside, done));
    var entry = uses.catalog().action(use.uses());
    done.put(head.id(), entry == null ? Known.ANYTHING : Known.outcome(entry.action().output()));
    return use;
  }

  private OnError onError(Fields fields, Inside inside, Map<String, Known> done) {
    return switch (fields.any("onError")) {
      case null -> new OnError.Fail();
      case String text when text.equals("fail") -> new OnError.Fail();
      case String text when text.equals("continue") -> new OnError.Continue();
      case Map<?, ?> written -> {
        var handler = Fields.of(written, fields.pointer("onError"), problems);
        var names = inside.names().with("error", Known.ANYTHING);
        var steps = nested(handler, "steps", inside.deeper(names), done);
        handler.refuseOthers();
        yield new OnError.Run(steps);
      }
      default -> {
        problems.add(
            fields.pointer("onError"),
            "wrong-type",
            "This must be \"fail\", \"continue\" or an object with \"steps\"");
        yield new OnError.Fail();
      }
    };
  }

  /** Steps that must be there, and that may have run when what follows is reached. */
  List<Step> nested(Fields fields, String name, Inside inside, Map<String, Known> done) {
    if (!fields.has(name)) {
      fields.missing(name);
    }
    var steps = list(fields.any(name), fields.pointer(name), inside);
    done.putAll(steps.done());
    return steps.steps();
  }
}
