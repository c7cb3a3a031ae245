package org.carelay.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.recipe.JsonataInternals.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about an expression without evaluating it: the names it reads from the scope,
 * and whether it keeps to the rules that make evaluation safe.
 */
final class ExpressionSyntax {
  private static final Set<String> PATTERN_TAKERS = Set.of("contains", "match", "replace", "split");
  private static final List<String> STEP_EXTRAS =
      List.of("predicate", "stages", "group", "focus", "index", "tuple", "keepArray", "ancestor");

  /**
   * A name that is looked up in the scope, with the names that follow it.
   *
   * @param path {@code steps.text.status} as a list; at least one name
   */
  record Reference(List<String> path, int position) {
    Reference shifted(int offset) {
      return new Reference(path, position + offset);
    }
  }

  private final List<Reference> references = new ArrayList<>();
  private final Map<String, Integer> variables = new HashMap<>();
  private final Map<String, Integer> called = new HashMap<>();
  private final Set<String> bound = new HashSet<>();
  private final Set<String> boundToOther = new HashSet<>();

  private boolean groups;

  private ExpressionSyntax() {}

  /**
   * @throws ExpressionException if a rule is broken
   */
  static ExpressionSyntax of(Syntax root) {
    var syntax = new ExpressionSyntax();
    syntax.visit(root, true);
    syntax.checkVariables();
    return syntax;
  }

  /** In the order of the text. */
  List<Reference> references() {
    return List.copyOf(references);
  }

  /** Whether the library may write into the data: it adds to an empty list before grouping it. */
  boolean writesToData() {
    return groups;
  }

  /** The names where the expression is nothing but a path of names, which is the usual case. */
  static @Nullable List<String> plainPath(Syntax root) {
    boolean plain =
        root.type().equals("path")
            && !root.has("keepSingletonArray")
            && STEP_EXTRAS.stream().noneMatch(root::has)
            && root.children("steps").stream().allMatch(ExpressionSyntax::isPlainName);
    return plain ? root.children("steps").stream().map(Syntax::value).toList() : null;
  }

  private static boolean isPlainName(Syntax step) {
    return step.type().equals("name") && STEP_EXTRAS.stream().noneMatch(step::has);
  }

  private void checkVariables() {
    variables.forEach(
        (name, position) -> {
          if (!bound.contains(name) && !Functions.names().contains(name)) {
            throw broken("unknown-function", unknown(name), position);
          }
        });
    called.forEach(
        (name, position) -> {
          if (boundToOther.contains(name)) {
            throw broken("not-a-function", "$" + name + " is called but is no function", position);
          }
        });
  }

  private static String unknown(String name) {
    return Functions.FORBIDDEN.contains(name)
        ? "$" + name + " is not available in recipes"
        : Nearest.unknown("function or variable", "$" + name, Functions.dollarNames());
  }

  private static ExpressionException broken(String code, String message, int position) {
    return new ExpressionException(code, message, position, null);
  }

  /**
   * @param root whether names are looked up in the scope here, not in an element of a path
   */
  private void visit(@Nullable Syntax node, boolean root) {
    if (node == null) {
      return;
    }
    switch (node.type()) {
      case "path" -> visitPath(node, root);
      case "name" -> {
        if (root) {
          references.add(new Reference(List.of(node.value()), node.position()));
        }
      }
      case "variable" -> variables.putIfAbsent(node.value(), node.position());
      case "regex" ->
          throw broken(
              "pattern-misplaced",
              "A pattern can only be given to $contains, $match, $replace or $split",
              node.position());
      case "function", "partial" -> visitCall(node, root);
      case "apply" -> visitApply(node, root);
      case "bind" -> visitBind(node, root);
      case "lambda" -> {
        node.children("arguments").forEach(argument -> bindOther(argument.value()));
        visit(node.child("body"), root);
      }
      case "transform" ->
          List.of("pattern", "update", "delete").forEach(part -> visit(node.child(part), false));
      default -> visitParts(node, root);
    }
    visitExtras(node);
  }

  private void visitParts(Syntax node, boolean root) {
    for (var part : List.of("lhs", "rhs", "expression", "condition", "then", "_else")) {
      visit(node.child(part), root);
    }
    node.children("expressions").forEach(child -> visit(child, root));
    node.pairs().forEach(child -> visit(child, root));
  }

  /** What hangs on a step: filters, groups, order. Names in it are looked up in the element. */
  private void visitExtras(Syntax node) {
    for (var filters : List.of("predicate", "stages")) {
      node.children(filters).forEach(filter -> visit(filter.child("expr"), false));
    }
    node.children("terms").forEach(term -> visit(term.child("expression"), false));
    var group = node.child("group");
    if (group != null) {
      groups = true;
      group.pairs().forEach(child -> visit(child, false));
    }
    for (var binding : List.of("focus", "index")) {
      if (node.has(binding)) {
        bindOther(node.text(binding));
      }
    }
  }

  private void visitPath(Syntax path, boolean root) {
    var steps = path.children("steps");
    var first = steps.getFirst();
    boolean absolute = first.type().equals("variable") && first.value().equals("$");
    boolean context = first.type().equals("variable") && first.value().isEmpty();
    if (absolute || root && (context || first.type().equals("name"))) {
      addReference(steps, absolute || context ? 1 : 0);
    } else {
      visit(first, root);
    }
    visitExtras(first);
    steps.stream().skip(1).forEach(step -> visit(step, false));
  }

  private void addReference(List<Syntax> steps, int from) {
    var names = new ArrayList<String>();
    for (var step : steps.subList(from, steps.size())) {
      if (!step.type().equals("name")) {
        break;
      }
      names.add(step.value());
      if (step.has("focus") || step.has("group")) {
        break;
      }
    }
    if (!names.isEmpty()) {
      references.add(new Reference(List.copyOf(names), steps.get(from).position()));
    }
  }

  private void visitCall(Syntax node, boolean root) {
    var procedure = node.child("procedure");
    var type = procedure == null ? "" : procedure.type();
    if (procedure == null || !type.equals("variable") && !type.equals("lambda")) {
      throw broken(
          "not-a-function", "Functions are called with $, as in $uppercase(...)", node.position());
    }
    if (type.equals("lambda")) {
      visit(procedure, root);
    } else {
      visitCalled(procedure);
    }
    boolean takesPattern = PATTERN_TAKERS.contains(procedure.value());
    for (var argument : node.children("arguments")) {
      if (!(takesPattern && argument.type().equals("regex"))) {
        visit(argument, root);
      }
    }
  }

  private void visitCalled(Syntax variable) {
    visit(variable, false);
    called.putIfAbsent(variable.value(), variable.position());
  }

  private void visitApply(Syntax node, boolean root) {
    visit(node.child("lhs"), root);
    var right = node.child("rhs");
    if (right != null && right.type().equals("variable")) {
      visitCalled(right);
    } else {
      visit(right, root);
    }
  }

  private void visitBind(Syntax node, boolean root) {
    var name = node.child("lhs");
    var value = node.child("rhs");
    if (name != null && value != null) {
      bound.add(name.value());
      boolean function =
          switch (value.type()) {
            case "lambda", "partial", "transform" -> true;
            case "variable" -> Functions.names().contains(value.value());
            default -> false;
          };
      if (!function) {
        boundToOther.add(name.value());
      }
    }
    visit(value, root);
  }

  private void bindOther(String name) {
    bound.add(name);
    boundToOther.add(name);
  }
}
