/**
 * The practice clinic: everything a recipe can talk to, on this machine and with made-up people.
 *
 * <p>{@link org.carelay.practice.PracticeClinic} starts its services; the packages below hold one
 * each. They speak the real protocols, so that a recipe works there exactly as it will later.
 */
@NullMarked
package org.carelay.practice;

import org.jspecify.annotations.NullMarked;
