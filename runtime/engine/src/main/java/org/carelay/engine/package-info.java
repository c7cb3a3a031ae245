/**
 * The engine: event, run, step, effect. Plain Java on PostgreSQL, without HTTP.
 *
 * <p>Read it in this order: {@link org.carelay.engine.trigger.EventIntake} accepts a change; {@link
 * org.carelay.engine.run.RunExecutor} takes the run; {@link org.carelay.engine.run.RunExecution}
 * goes through its steps; {@link org.carelay.engine.run.UseStep} does one; {@link
 * org.carelay.engine.effect.EffectStep} makes an outside change through the ledger and the {@link
 * org.carelay.engine.effect.Gate}; everything durable goes through {@link
 * org.carelay.engine.journal.RunJournal}.
 */
@NullMarked
package org.carelay.engine;

import org.jspecify.annotations.NullMarked;
