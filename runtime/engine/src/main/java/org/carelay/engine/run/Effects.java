package org.carelay.engine.run;

/** How a step that changes the outside is carried out: for real, or on trial. */
@FunctionalInterface
interface Effects {
  Effects REAL = (execution, uses, bound) -> new EffectStep(execution, uses, bound).go();

  Flow go(RunExecution execution, UseStep uses, UseStep.Bound bound);
}
