/**
 * Triggers by the clock.
 *
 * <p>{@link org.carelay.schedule.CronExpression} reads Quartz and crontab expressions into sets of
 * allowed values and works on the wall clock alone; {@link org.carelay.schedule.CronTimetable} puts
 * that into a zone, with the rule for daylight saving time; {@link
 * org.carelay.schedule.ScheduleTicker} decides at each poll which instants are due, late or lost;
 * {@link org.carelay.schedule.CronExplainer} says all this in words.
 */
@NullMarked
package org.carelay.schedule;

import org.jspecify.annotations.NullMarked;
