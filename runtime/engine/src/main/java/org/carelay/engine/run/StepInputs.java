package org.carelay.engine.run;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.carelay.engine.store.RunReads;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.ExpressionException;
import org.carelay.recipe.Step;
import org.jspecify.annotations.Nullable;

/**
 * What each step of a run was given, for people who look at it. Inputs are not stored: they are
 * worked out again from the event, the version of the recipe that ran, and what the earlier steps
 * came to. Outputs are the masked ones, so a secret can be in no input either; what an input itself
 * declares secret is masked, and code that stands in the recipe word for word is left out.
 */
final class StepInputs {
  private static final String MASKED = "•••";

  /** More than this many times around a loop is nothing that a person reads. */
  private static final int MOST_ITEMS = 200;

  private final Catalog catalog;
  private final ZoneId zone;
  private final Map<String, RunReads.StepView> views;
  private final Map<String, Map<String, Object>> inputs = new LinkedHashMap<>();

  private StepInputs(Catalog catalog, ZoneId zone, List<RunReads.StepView> steps) {
    this.catalog = catalog;
    this.zone = zone;
    this.views = steps.stream().collect(Collectors.toMap(RunReads.StepView::id, s -> s));
  }

  /** By the step's path; a step whose input cannot be told is not in it. */
  static Map<String, Map<String, Object>> of(
      Catalog catalog, Run run, List<RunReads.StepView> steps) {
    var all = new StepInputs(catalog, run.recipe().zone(), steps);
    all.walk(run.recipe().steps(), "", Frame.of(run));
    return all.inputs;
  }

  private void walk(List<Step> steps, String prefix, Frame frame) {
    for (var step : steps) {
      var path = prefix + step.id();
      var view = views.get(path);
      switch (step) {
        case Step.Use use -> use(use, path, view, frame);
        case Step.Choose choose -> choose(choose, path, view, frame);
        case Step.ForEach loop -> loop(loop, path, view, frame);
        case Step.Parallel parallel -> {
          for (int i = 0; i < parallel.branches().size(); i++) {
            walk(parallel.branches().get(i), path + "/" + i + "/", frame);
          }
        }
        case Step.WaitFor waitFor -> came(view, waitFor.id(), frame);
        case Step.Call call -> came(view, call.id(), frame);
        case Step.Wait wait -> {}
        case Step.Stop stop -> {}
      }
    }
  }

  private static void came(RunReads.@Nullable StepView view, String id, Frame frame) {
    if (view != null && view.output() != null) {
      frame.put(id, view.output());
    }
  }

  private void use(Step.Use use, String path, RunReads.@Nullable StepView view, Frame frame) {
    if (view == null) {
      return;
    }
    if (view.state().equals("skipped")) {
      frame.put(use.id(), Map.of("status", "Skipped"));
      return;
    }
    try {
      inputs.put(path, shown(use, use.with().render(frame.scope(view.at(), zone))));
    } catch (ExpressionException e) {
      // Its error says which value was missing.
    }
    if (view.state().equals("succeeded")) {
      frame.put(use.id(), Objects.requireNonNullElse(view.output(), Map.of()));
    }
  }

  private Map<String, Object> shown(Step.Use use, Map<String, Object> rendered) {
    var entry = catalog.action(use.uses());
    var parts = entry == null ? null : entry.action().input().getRecordComponents();
    if (parts == null) {
      return rendered;
    }
    var described =
        Arrays.stream(parts)
            .filter(part -> part.getAnnotation(Describe.class) != null)
            .collect(Collectors.toMap(RecordComponent::getName, StepInputs::description));
    var shown = new LinkedHashMap<String, Object>();
    rendered.forEach(
        (name, value) -> {
          var about = described.get(name);
          if (about != null && about.sensitivity() == Sensitivity.SECRET) {
            shown.put(name, MASKED);
          } else if (about == null || !about.verbatim()) {
            shown.put(name, value);
          }
        });
    return shown;
  }

  private static Describe description(RecordComponent part) {
    return Objects.requireNonNull(part.getAnnotation(Describe.class));
  }

  private void choose(
      Step.Choose choose, String path, RunReads.@Nullable StepView view, Frame frame) {
    var choice = view == null ? null : view.choice();
    if (choice == null || !(choice.get("branch") instanceof Number number)) {
      return;
    }
    int branch = number.intValue();
    if (branch < 0) {
      walk(choose.otherwise(), path + "/otherwise/", frame);
    } else if (branch < choose.branches().size()) {
      walk(choose.branches().get(branch).steps(), path + "/" + branch + "/", frame);
    }
  }

  private void loop(Step.ForEach loop, String path, RunReads.@Nullable StepView view, Frame frame) {
    if (view == null || view.state().equals("skipped")) {
      return;
    }
    List<?> items;
    try {
      items = items(loop, view.at(), frame);
    } catch (ExpressionException e) {
      return;
    }
    var results = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < Math.min(items.size(), MOST_ITEMS); i++) {
      var inner = frame.with(loop.as(), items.get(i));
      walk(loop.steps(), path + "/" + i + "/", inner);
      var own = new HashMap<>(inner.snapshot());
      own.keySet().removeAll(frame.snapshot().keySet());
      results.add(own);
    }
    frame.put(loop.id(), Map.of("count", items.size(), "results", results));
  }

  private List<?> items(Step.ForEach loop, Instant at, Frame frame) {
    Object value = loop.list().render(frame.scope(at, zone));
    return value instanceof List<?> list ? list : List.of(value);
  }
}
