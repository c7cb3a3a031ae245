package org.carelay.recipe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.recipe.StepReader.Head;
import org.carelay.recipe.StepReader.Inside;

/** Reads the steps that direct the flow: choose, forEach, parallel, wait, waitFor, call, stop. */
record FlowReader(StepReader steps, AwaitedReader awaited, Problems problems, Texts texts) {
  Step choose(Fields fields, Head head, Inside inside, Map<String, Known> done) {
    var branches = new ArrayList<Step.Branch>();
    var names = inside.names();
    for (var written : neededList(fields, "choose")) {
      var branch = Fields.of(written, fields.pointer("choose") + "/" + branches.size(), problems);
      branch.need("when");
      var when = texts.expression(branch, "when", names);
      var body = steps.nested(branch, "steps", inside.deeper(names), done);
      branch.refuseOthers();
      branches.add(new Step.Branch(when == null ? Expression.compile("false") : when, body));
    }
    var otherwise =
        fields.has("otherwise")
            ? steps.nested(fields, "otherwise", inside.deeper(names), done)
            : List.<Step>of();
    return new Step.Choose(head.id(), head.condition(), branches, otherwise);
  }

  private List<?> neededList(Fields fields, String name) {
    var list = fields.list(name);
    if (list != null && list.isEmpty()) {
      problems.add(fields.pointer(name), "missing-property", "This must not be empty");
    }
    return list == null ? List.of() : list;
  }

  Step forEach(Fields fields, Head head, Inside inside) {
    var list = texts.neededTemplate(fields, "forEach", inside.names());
    if (list.isLiteral() && fields.has("forEach")) {
      problems.add(
          fields.pointer("forEach"),
          "not-a-list",
          "This must be a list in {{ }}, such as {{ steps.due.rows }}");
    }
    var as = Objects.requireNonNullElse(fields.text("as"), "item");
    if (!as.matches("[A-Za-z][A-Za-z0-9_]{0,63}") || as.equals("steps")) {
      problems.add(fields.pointer("as"), "bad-id", "This must be a single word of letters");
    }
    int parallel = parallelism(fields);
    var whole = list.whole();
    var path = whole == null ? null : whole.plainPath();
    var element = path == null ? Known.ANYTHING : inside.names().known(path);
    // What happened inside a loop happened many times: outside there is no one value of it.
    var unseen = new HashMap<String, Known>();
    var inner = inside.deeper(inside.names().with(as, element));
    var body = steps.nested(fields, "steps", inner, unseen);
    return new Step.ForEach(head.id(), head.condition(), list, as, parallel, body);
  }

  private int parallelism(Fields fields) {
    var parallel = fields.value("parallel", Integer.class);
    if (parallel != null && (parallel < 1 || parallel > 100)) {
      problems.add(fields.pointer("parallel"), "out-of-range", "This must be between 1 and 100");
    }
    return parallel == null ? 1 : parallel;
  }

  Step parallel(Fields fields, Head head, Inside inside, Map<String, Known> done) {
    var branches = new ArrayList<List<Step>>();
    for (var written : neededList(fields, "parallel")) {
      var place = fields.pointer("parallel") + "/" + branches.size();
      var branch = steps.list(written, place, inside.deeper(inside.names()));
      branches.add(branch.steps());
      done.putAll(branch.done());
    }
    return new Step.Parallel(head.id(), head.condition(), branches);
  }

  Step wait(Fields fields, Head head, Inside inside) {
    return new Step.Wait(head.id(), head.condition(), until(fields, inside.names()));
  }

  private Step.Until until(Fields fields, Names names) {
    if (fields.any("wait") instanceof Map<?, ?>) {
      var until = Objects.requireNonNull(fields.fields("wait"));
      var instant = texts.neededTemplate(until, "until", names);
      until.refuseOthers();
      return new Step.Until.At(instant);
    }
    var duration = new PolicyReader(problems, texts).positive(fields, "wait");
    return new Step.Until.For(duration == null ? Duration.ZERO : duration);
  }

  Step waitFor(Fields fields, Head head, Inside inside, Map<String, Known> done) {
    var written = Fields.of(fields.any("waitFor"), fields.pointer("waitFor"), problems);
    var what = awaited.read(written, inside.names());
    var timeout = new PolicyReader(problems, texts).positive(written, "timeout");
    var onTimeout =
        written.has("onTimeout")
            ? steps.nested(written, "onTimeout", inside.deeper(inside.names()), done)
            : List.<Step>of();
    written.refuseOthers();
    return new Step.WaitFor(head.id(), head.condition(), what, timeout, onTimeout);
  }

  Step call(Fields fields, Head head, Inside inside) {
    var recipe = fields.neededText("call");
    return new Step.Call(
        head.id(), head.condition(), recipe, texts.input(fields, "with", null, inside.names()));
  }

  Step stop(Fields fields, Head head, Inside inside) {
    return new Step.Stop(
        head.id(), head.condition(), texts.neededTemplate(fields, "stop", inside.names()));
  }
}
